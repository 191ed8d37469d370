"""What a profile tells, as tests read it, and the browser of somebody about to change theirs."""

from app.services.profiles import portraits


def told(session, member):
    """Read the whole profile anew, and hold nothing while the pages write."""
    session.commit()
    person = portraits.own(session, member.id)
    session.commit()
    return person


def opened(sign_in, member):
    """Sign in and look at one's own profile, as everybody does before changing it."""
    browser = sign_in(member)
    assert browser.get("/profile").status_code == 200
    return browser
