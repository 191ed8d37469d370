"""Moments and rows, as both databases keep them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import StatementError

from models import Base, Space
from tests.factories import a_space


def test_a_moment_comes_back_in_utc_whatever_zone_it_went_in_with(session):
    eastern = timezone(timedelta(hours=-5))
    a_space(created_at=datetime(2026, 3, 3, 23, 30, tzinfo=eastern))
    session.commit()
    session.expire_all()

    kept = session.scalars(select(Space.created_at)).one()

    assert (kept, kept.tzinfo) == (datetime(2026, 3, 4, 4, 30, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(session):
    with pytest.raises(StatementError, match="has no time zone"):
        a_space(created_at=datetime(2026, 3, 3, 12, 0))  # noqa: DTZ001 - that is the point


def test_no_relationship_can_query_behind_the_reader_s_back():
    lazy = {
        f"{mapper.class_.__name__}.{relation.key}": relation.lazy
        for mapper in Base.registry.mappers
        for relation in inspect(mapper.class_).relationships
    }

    assert {name for name, how in lazy.items() if how != "raise_on_sql"} == set()


def test_everything_that_points_to_a_person_goes_with_them():
    kept = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in {"member", "profile", "membership"}
        and key.ondelete != "CASCADE"
    }

    assert kept == set()
