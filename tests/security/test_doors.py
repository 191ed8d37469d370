"""Every address is guarded, and each guard means what it says."""

from tests.security.crawling import (
    MISSING,
    access_of,
    address,
    changed,
    everything,
    plausible_fields,
    rules_of,
    told,
)

PUBLIC = {
    "account.sign_in",
    "home.index",
    "home.ready",
    "invitations.join",
    "mixer_replies.answer",
    "mixer_replies.calendar",
    "passwords.forgotten",
    "passwords.reset",
    "second_factors.ask",
}
"""What somebody may open who is not signed in; nothing else."""

NOBODY_S = {"slug": "no-such-space", "stem": "f" * 32, "token": "x" * 43}


def missing(values):
    """The same parts, none of which exists."""
    return {
        name: NOBODY_S.get(name, MISSING if isinstance(part, int) and name != "size" else part)
        for name, part in values.items()
    }


def test_every_address_has_a_guard_or_is_public_on_purpose(app):
    rules = [*rules_of(app, "GET"), *rules_of(app, "POST")]

    unguarded = {rule.endpoint for rule in rules if access_of(app, rule) is None}

    assert unguarded == PUBLIC


def test_addresses_of_a_space_ask_whether_one_is_in_it(app):
    rules = [rule for rule in app.url_map.iter_rules() if "slug" in rule.arguments]

    assert {access_of(app, rule) for rule in rules} == {"in space", "host"}


def test_a_stranger_is_sent_to_sign_in_and_changes_nothing(app, session, client, world):
    before, wrong = everything(session), {}
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            if rule.endpoint in PUBLIC:
                continue
            path = address(app, rule, world.of(rule))
            answer = client.get(path) if method == "GET" else client.submit(path)
            if (answer.status_code, answer.headers.get("Location", "")[:8]) != (302, "/sign-in"):
                wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert changed(before, everything(session)) == {}


def answers(app, browser, method, rule, values, fields):
    path = address(app, rule, values)
    with browser.session_transaction() as cookie:
        cookie.pop("_flashes", None)  # what an earlier answer left to say
    if method == "GET":
        return told(browser.get(path))
    return told(browser.submit(path, **fields))


def test_from_outside_a_space_looks_as_if_it_did_not_exist(app, session, as_, world):
    before, wrong, fields = everything(session), {}, plausible_fields()
    for who in ("zoe", "other host"):
        browser = as_(who)
        browser.get("/account")
        for method in ("GET", "POST"):
            for rule in rules_of(app, method):
                if "slug" not in rule.arguments:
                    continue
                theirs = world.of(rule)
                seen = answers(app, browser, method, rule, theirs, fields)
                gone = answers(app, browser, method, rule, missing(theirs), fields)
                if seen[0] != 404 or seen != gone:
                    wrong[f"{who}: {method} {rule.rule}"] = seen[0]

    assert wrong == {}
    assert changed(before, everything(session), but=world.people["zoe"].id) == {}


def test_a_host_s_pages_do_not_exist_for_members(app, session, as_, world):
    before, wrong, fields = everything(session), {}, plausible_fields()
    browser = as_("ana")
    browser.get("/account")
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            if access_of(app, rule) != "host":
                continue
            # Ana is in this space, so that its own page may lead on to it.
            nobody_s = missing(world.of(rule)) | {"slug": "here"}
            seen = answers(app, browser, method, rule, world.of(rule), fields)
            gone = answers(app, browser, method, rule, nobody_s, fields)
            if seen[0] != 404 or seen != gone:
                wrong[f"{method} {rule.rule}"] = seen[0]

    assert wrong == {}
    assert changed(before, everything(session), but=world.people["ana"].id) == {}


ANYBODY_S = {
    "skill_id",
    "size",
    "filename",
    "sheet",
    "kind",
    "token",
    "slug",
    "zone_id",
}
"""Parts of addresses that belong to nobody."""


def test_what_belongs_to_others_looks_as_if_it_did_not_exist(app, session, as_, world):
    """Zoe's host tries everything of Ana's space under the address of their own space."""
    before, wrong, fields = everything(session), {}, plausible_fields()
    browser = as_("other host")
    browser.get("/account")
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            if rule.endpoint in PUBLIC or not rule.arguments - ANYBODY_S - {"slug"}:
                continue
            theirs = world.of(rule) | {"slug": "there"}
            nobody_s = missing(theirs) | {"slug": "there"}
            seen = answers(app, browser, method, rule, theirs, fields)
            gone = answers(app, browser, method, rule, nobody_s, fields)
            if seen != gone or (method == "GET" and seen[0] != 404):
                wrong[f"{method} {rule.rule}"] = (seen[0], gone[0])

    assert wrong == {}
    assert changed(before, everything(session), but=world.people["other host"].id) == {}


PRIVATE = {"ask_id", "offer_id", "link_id", "introduction_id", "encounter_id", "sign_in_id"}
"""What is one member's own, or between two, in the same space, too."""


def test_what_is_ana_s_own_is_not_there_for_her_neighbour(app, session, as_, world):
    before, wrong, fields = everything(session), {}, plausible_fields()
    browser = as_("di")
    browser.get("/account")
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            if not rule.arguments & PRIVATE:
                continue
            seen = answers(app, browser, method, rule, world.of(rule), fields)
            nobody_s = missing(world.of(rule)) | {"slug": "here"}
            gone = answers(app, browser, method, rule, nobody_s, fields)
            if seen != gone or (method == "GET" and seen[0] != 404):
                wrong[f"{method} {rule.rule}"] = (seen[0], gone[0])

    assert wrong == {}
    assert changed(before, everything(session), but=world.people["di"].id) == {}


def test_ana_reaches_what_is_hers_so_that_the_above_could_fail(app, as_, world):
    """Something that is hidden from others must be there to be seen."""
    browser = as_("ana")
    hidden = {}
    for rule in rules_of(app, "GET"):
        if rule.arguments & PRIVATE and access_of(app, rule) != "host":
            seen = browser.get(address(app, rule, world.of(rule)))
            if seen.status_code not in {200, 302, 304}:
                hidden[rule.rule] = seen.status_code

    assert hidden == {}
