"""Signing in and out, joining, and one's own settings."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

bp = Blueprint("account", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Show the form to sign in."""
    return render_template("home/nowhere.html")


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the sign-in."""
    return ""


@bp.get("/account")
def settings() -> ResponseReturnValue:
    """Show one's own settings."""
    return ""
