"""Every public name of matching is documented the NumPy way."""

import importlib
import inspect
import pkgutil

from numpydoc.validate import validate

import matching

LEFT_OUT = {
    "RT02": "a result is named only where its name says more than its type",
    "SA01": "the modules are small enough to see what is near",
    "ES01": "one good sentence is often all there is to say",
    "EX01": "an example is given where it shows more than the words",
    "SS06": "a summary may need a second line for its reason",
    "GL08": "enumerations and error classes have their members for documentation",
    "PR01": "parameters of properties and dunder methods are told by the class",
    "PR02": "dataclasses take their parameters from fields",
    "YD01": "generators here are private",
}

SHORT = {
    "matching.files.values": "all its readers take the same two things, told once at the top",
    "matching.mixers.evenings.values": "the same two things again",
    "matching.mixers.evenings.seat_checks": "all its checks take a path and what is there",
}


def modules():
    for found in pkgutil.walk_packages(matching.__path__, "matching."):
        if not found.ispkg and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def public_names(module):
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__:
            if inspect.isclass(value) or inspect.isfunction(value):
                yield f"{module.__name__}.{name}"
            if inspect.isclass(value):
                yield from (
                    f"{module.__name__}.{name}.{method}"
                    for method, body in vars(value).items()
                    if inspect.isfunction(body) and not method.startswith("_")
                )


def test_docstrings_say_what_they_must():
    faults = [
        f"{name}: {code} {words}"
        for module in modules()
        for name in (module.__name__, *public_names(module))
        for code, words in validate(name)["errors"]
        if code not in LEFT_OUT and not (module.__name__ in SHORT and code in ("PR01", "RT01"))
    ]

    assert faults == []
