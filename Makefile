# Everything a newcomer needs: make run, make test. The rest is listed by make help.
PYTHON ?= python3
PORT ?= 8000
DATA ?= data
VENV := .venv
BIN := $(VENV)/bin
SHELL := bash
.SHELLFLAGS := -o pipefail -c
# The locks name every package, so nothing is resolved anew: a release made since could not come in.
# Without compiling: Python compiles what it uses on first use, which is far less than all. Where uv
# is at hand it installs, in a sixth of the work; pip does where it is not.
EXACTLY := install --require-hashes --no-deps
ifneq ($(shell command -v uv),)
VENV_WITH := --without-pip
INSTALL := uv pip $(EXACTLY) --quiet --python $(BIN)/python
else
VENV_WITH :=
INSTALL := $(BIN)/python -m pip --disable-pip-version-check $(EXACTLY) --no-compile
endif
SHOW := | awk '/^Collecting/ {print "  " $$2; fflush()} /^Installing/ {print "  ... unpacking"; fflush()}'
# Python takes Ctrl+C as an error and shows where it came from, also while it only starts; here it just ends.
FLASK := ALONGSIDE_DATA="$(DATA)" $(BIN)/python -c "import signal as s; s.signal(s.SIGINT, s.SIG_DFL); from flask.cli import main; main()" --app app

# Python starts in half the time where it may keep what it has compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help env run gather test coverage check bench trades demo lock format clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

env: $(VENV)/.compiled ## Make .venv with the locked dependencies

$(BIN)/python:
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV_WITH) $(VENV)

$(VENV)/.installed: requirements.lock | $(BIN)/python
	@echo "Installing the locked dependencies (about a minute the first time) ..."
	@$(INSTALL) -r requirements.lock $(SHOW)
	@touch $@

$(VENV)/.compiled: $(VENV)/.installed $(wildcard matching/*.py matching/*/*.py matching/*/*/*.py)
	@echo "Compiling the matching, once ..."
	@$(BIN)/python -c "from matching.warm_up import warm_introductions as warm; warm()" & \
	  $(BIN)/python -c "from matching.mixers.tables import warm; warm()" && wait $$!
	@touch $@

# Names nothing that requirements.lock does, so that both can be installed at once.
$(VENV)/.installed-dev: requirements-dev.lock | $(BIN)/python
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.lock $(SHOW)
	@touch $@

run: env ## Serve the space on http://127.0.0.1:8000 (PORT=8123 DATA=folder)
	@$(FLASK) migrate
	@$(FLASK) demo load --if-empty
	@$(FLASK) serve --port $(PORT)

# One test more than processors, since browsers, mail and databases are waited for; threads of theirs
# would mostly wait for each other.
test coverage: export OPENBLAS_NUM_THREADS := 1
test coverage: export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell $(PYTHON) -c 'import os; print(os.cpu_count() + 1)')
test: $(VENV)/.installed-dev $(VENV)/.compiled ## Run all tests
	@$(BIN)/python -m pytest -n auto --dist worksteal --durations=10

# All processes that run tests read them at the same moment, and each would compile all by itself.
gather: $(VENV)/.installed $(VENV)/.installed-dev ## Read all tests once, so that they begin sooner
	@REQUIRE_BROWSER= $(BIN)/python -m pytest --collect-only --quiet > /dev/null

# Apart: counting lines slows most tests to half their speed, and no test proves more by it.
coverage: $(VENV)/.installed-dev $(VENV)/.compiled ## Run all tests and say which lines none of them runs
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term

check: $(VENV)/.installed $(VENV)/.installed-dev ## Lint, types, import contracts, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet

bench: $(VENV)/.installed-dev $(VENV)/.compiled ## Run the benchmarks and write docs/benchmarks.md (ONLY=mixers prints some alone)
	@$(BIN)/python -m benchmarks $(ONLY)

trades: $(VENV)/.installed ## Read the list of trades anew, after it was changed
	@$(BIN)/python -c "from matching.texts.trade_reading import keep_trades; keep_trades()"

lock: ## Lock the newest versions of every dependency (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@awk 'NR == FNR {if (/^[a-z]/) known[$$1]; next} /^[a-z]/ {skip = $$1 in known} !skip' \
	  requirements.lock requirements-dev.lock > dev.lock && mv dev.lock requirements-dev.lock

format: $(VENV)/.installed-dev ## Format the code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

clean: ## Remove .venv and caches; keeps data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage .coverage.*
