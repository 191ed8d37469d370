"""Several taps, several hosts, and a process that is killed: all of a file, once, or nothing."""

import os
import signal
from functools import partial

import pytest
from sqlalchemy import Engine, event, func, select

from app.services.spreadsheets import imports
from models import Member, Membership, Offer, Skill, Space
from tests import commands, processes
from tests.at_once import at_once
from tests.commands import Command
from tests.factories import a_host_of, a_space

FILE = b"""Name,E-mail,Skills
Ana Silva,ana@example.org,packaging; branding
Bo Lund,bo@example.org,
"""
EVERYBODY = select(Member.email).order_by(Member.email)


def test_of_many_taps_on_import_one_writes(database_url, session, now):
    space = a_space()
    host = a_host_of(space)
    draft = imports.keep(session, space, by=host.id, file_name="", content=FILE, now=now)
    session.commit()

    def apply(own):
        imports.apply_draft(own, own.get(Space, space.id), draft.id, by=host.id, now=now)

    assert at_once(database_url, *[apply] * 5) == ["NotFound"] * 4 + ["done"]
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org", host.email]
    assert session.scalar(select(func.count()).select_from(Membership)) == 3


def test_two_hosts_who_import_the_same_list_at_once_make_everybody_once(database_url, session, now):
    space = a_space()
    session.commit()

    def bring(own):
        imports.run(own, own.get(Space, space.id), FILE, now=now)

    assert at_once(database_url, bring, bring, bring) == ["done"] * 3
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org"]
    assert session.scalar(select(func.count()).select_from(Offer)) == 2


def test_the_same_people_for_two_spaces_at_once_are_still_one_each(database_url, session, now):
    here, there = a_space(), a_space()
    session.commit()

    def bringing(where):
        return lambda own: imports.run(own, own.get(Space, where.id), FILE, now=now)

    outcomes = at_once(database_url, bringing(here), bringing(there))

    # Who comes second ties the people found, or is told to try again; nobody is made twice.
    assert outcomes in (["done", "done"], ["Conflict", "done"])
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org"]


def _die_at(last):
    def die(_connection, _cursor=None, statement="COMMIT", *_rest):
        if statement.startswith(last):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die)
    event.listen(Engine, "commit", die)


@pytest.mark.parametrize("last", ["INSERT INTO offer", "COMMIT"])
def test_a_killed_import_leaves_nothing_and_can_be_done_again(app, session, tmp_path, last):
    space = a_space()
    session.commit()
    file = tmp_path / "members.csv"
    file.write_bytes(FILE)
    command = ["import", "members", str(file), "--space", space.slug]

    told = commands.environment(tmp_path, app.config["SETTINGS"].database)
    killed = Command(*command, told=told, first=partial(_die_at, last))

    assert processes.ended(killed.process) == -signal.SIGKILL, killed.said
    assert session.scalars(EVERYBODY).all() == []
    assert session.scalars(select(Skill.name)).all() == []
    session.rollback()
    assert app.test_cli_runner().invoke(args=command).exit_code == 0
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org"]
