"""Whether a number is one of many, with one parameter for them all on both engines.

SQLAlchemy writes `IN` anew each time with a parameter for each, which takes as long as the query.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Integer, String, bindparam, cast, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator


def among(
    number: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], name: str
) -> ColumnElement[bool]:
    """Say whether it is one of those that are handed over under this name."""
    listed = each_of_json(bindparam(name, type_=Numbers())).table_valued("value")
    return number.in_(select(cast(listed.c.value, Integer)))


class Numbers(TypeDecorator[Iterable[int]]):
    """Many whole numbers as a list in JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(  # the engine does not matter
        self,
        value: Iterable[int] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> str:
        """Write them down."""
        return json.dumps(list(value or ()))


class each_of_json(GenericFunction[str]):  # noqa: N801 - written like every function of SQL
    """`each_of_json(list)`: its parts, as rows with a `value`."""

    inherit_cache = True


@compiles(each_of_json, "sqlite")
def _in_sqlite(
    element: each_of_json,
    compiler: SQLCompiler,
    **more: Any,  # noqa: ANN401 - options of the compiler, handed on
) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


@compiles(each_of_json, "postgresql")
def _in_postgresql(
    element: each_of_json,
    compiler: SQLCompiler,
    **more: Any,  # noqa: ANN401 - options of the compiler, handed on
) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **more)} AS json))"
