"""Where the pieces meet."""

from datetime import timedelta

from click import ClickException
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import auth, cli, i18n, jinja, limits, logs, security, views
from app.extensions import csrf, db, limiter
from config import BadSetting, Settings, from_environment

UPLOAD_LIMIT = 8 * 1024 * 1024
MOST_IN_FIELDS = 128 * 1024
MOST_PARTS = 10
"""Of a form that brings a file; beside it stand a token and hardly anything else."""


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings; those of the environment unless given."""
    settings = settings or _of_environment()
    app = Flask(__name__, template_folder="../templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=UPLOAD_LIMIT,
        MAX_FORM_MEMORY_SIZE=MOST_IN_FIELDS,
        MAX_FORM_PARTS=MOST_PARTS,
        TRUSTED_HOSTS=settings.hosts,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_public else "session",
        SESSION_COOKIE_SECURE=settings.is_public,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch still works; the session bounds it
        WTF_CSRF_SSL_STRICT=False,  # our pages send no referrer; `security` checks the origin
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
        # Without these, a store that hangs keeps every thread of the server waiting.
        RATELIMIT_STORAGE_OPTIONS={"socket_timeout": 3, "socket_connect_timeout": 3},
        RATELIMIT_SWALLOW_ERRORS=False,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way
    logs.init_app(app)
    db.init_app(app, settings)
    security.init_app(app)  # looks at each request first
    csrf.init_app(app)
    limiter.init_app(app)
    auth.init_app(app)
    i18n.init_app(app)
    jinja.init_app(app)
    views.init_app(app)
    limits.init_app(app)
    cli.init_app(app)
    return app


def _of_environment() -> Settings:
    try:
        return from_environment()
    except BadSetting as error:
        # Of this the command line makes one line; whoever mistyped a setting needs no traceback.
        raise ClickException(str(error)) from error
