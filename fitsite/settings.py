"""Every setting of the site, read from the environment. docs/configuration.md explains each one."""

import hashlib
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from jinja2 import StrictUndefined

from fitsite.env import (
    choice,
    env,
    flag,
    kept_secret,
    keys,
    listing,
    mail_address,
    mail_addresses,
    networks,
    number,
    parsed,
    required,
    service_address,
    text,
    time_zone,
    web_address,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

# --- The site -----------------------------------------------------------------------------------

DEBUG = flag("DEBUG", default=True)
if DEBUG:
    SECRET_KEY = text("SECRET_KEY") or kept_secret(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = listing("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    SITE_URL = web_address("SITE_URL", default="http://127.0.0.1:8000")
else:
    SECRET_KEY = required("SECRET_KEY", example="<50 random characters>")
    required("ALLOWED_HOSTS", example="www.example.org")
    ALLOWED_HOSTS = listing("ALLOWED_HOSTS")
    required("SITE_URL", example="https://www.example.org")
    SITE_URL = web_address("SITE_URL", default="")
# What secrets in the database are locked with: the first one locks, all of them open.
ENCRYPTION_KEYS = keys("ENCRYPTION_KEYS") or [SECRET_KEY]
SITE_NAME = text("SITE_NAME", default="fitsite")
# Several sites may run on one host name under different ports, and cookies know no ports.
INSTANCE = hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]

ROOT_URLCONF = "fitsite.urls"
WSGI_APPLICATION = "fitsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "fitsite.accounts",
    "fitsite.sign_in",
    "fitsite.rates",
    "fitsite.page_cache",
    "fitsite.branding",
    "fitsite.letters",
    "fitsite.alerts",
    "fitsite.worker",
    "fitsite.demo",
    "fitsite",
    "taggit",
    "articles",
    "comments",
    # Not `allauth` itself: its templates are not ours, and this site speaks one language.
    "allauth.account",
    "allauth.mfa",
    "fitsite.sign_in.apps.GuardedAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "fitsite.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "fitsite.encoding.Utf8Middleware",
    "fitsite.head_requests.HeadRequestsMiddleware",
    "fitsite.security_headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fitsite.context.site",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"undefined": StrictUndefined},
    },
]

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
TIME_ZONE = time_zone("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["fitsite.formats"]

# --- Databases and caches -----------------------------------------------------------------------

# A live site on SQLite: readers never wait for the writer (WAL), an acknowledged comment survives
# a power cut (FULL), and a transaction that will write says so when it begins (IMMEDIATE), so that
# two writers queue up for the timeout instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
        " PRAGMA mmap_size=134217728;"
    ),
}

SUPPORTED_ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
EMBEDDED = f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": parsed("DATABASE_URL", env.db_url_config, default=EMBEDDED)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] not in SUPPORTED_ENGINES:
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # A file, not shared memory: the tests run on what the site runs on.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "fitsite.postgresql"
    # What is asked often is parsed and planned once for each connection.
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 5,
    } | DATABASES["default"].pop("OPTIONS", {})
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": parsed("CACHE_URL", env.cache_url_config, default="locmemcache://")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    # A cache that does not answer at once is worse than none. What the address says goes first.
    CACHES["default"]["OPTIONS"] = {
        "socket_connect_timeout": 0.5,
        "socket_timeout": 0.5,
    } | CACHES["default"].pop("OPTIONS", {})

# --- Pages that are kept ------------------------------------------------------------------------

# How much memory each web process may fill with pages; 0 keeps none. In development a template
# that was changed is to be seen at once.
PAGE_CACHE_MB = number("PAGE_CACHE_MB", default=0 if DEBUG else 64)
# Seconds for which proxies may serve a page without asking whether it still holds; 0 is never.
PAGE_S_MAXAGE = number("PAGE_S_MAXAGE", default=0)
# What pages may stand on, besides parts of it such as thread/7 (fitsite/page_cache/sharing.py).
PAGE_SCOPES = ["site", "thread"]
# Which tell when pages change by themselves.
PAGE_TURNS = ["articles.schedule.next_turn"]

# --- Mail ---------------------------------------------------------------------------------------

way_out = parsed("EMAIL_URL", env.email_url_config, default="consolemail://")
vars().update(way_out)
EMAIL_TIMEOUT = 10
if way_out["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "fitsite.letters.smtp.EmailBackend"

# Who letters to readers come from; answers and messages about lost letters go there, too.
MAIL_FROM = mail_address("MAIL_FROM", default=f"fitsite@{urlsplit(SITE_URL).hostname}")
DEFAULT_FROM_EMAIL = MAIL_FROM
# Who writes a letter when it is sent; all others say what they were posted with.
LETTERS = {
    "emails/confirm": "comments.mail.letters.confirm",
    "emails/reply": "comments.mail.letters.reply",
    "emails/published": "comments.mail.letters.published",
    "emails/yours": "comments.mail.letters.yours",
    "emails/reset": "fitsite.sign_in.letters.reset",
    "emails/account_changed": "fitsite.sign_in.letters.account_changed",
    "emails/waiting": "comments.mail.called.waiting",
}

# Who is told by mail of errors and of what comments/alerts.py and fitsite/worker/watch.py notice.
ADMINS = [("", address) for address in mail_addresses("ADMINS_EMAIL")]
SERVER_EMAIL = f"fitsite@{urlsplit(SITE_URL).hostname}"
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
# The oldest waiting comment may be this old before it is called late.
ALERT_QUEUE_MINUTES = number("ALERT_QUEUE_MINUTES", default=30)

# --- Cookies and HTTPS --------------------------------------------------------------------------

IS_HTTPS = urlsplit(SITE_URL).scheme == "https"
SESSION_COOKIE_NAME = f"fitsite_session_{INSTANCE}"
CSRF_COOKIE_NAME = f"fitsite_csrf_{INSTANCE}"
SESSION_ENGINE = "fitsite.sign_in.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "fitsite.refusals.stale_form"
SECURE_SSL_REDIRECT = IS_HTTPS and not DEBUG
# Asked from nearby, without a proxy in between.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS and not DEBUG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# Proxies whose X-Forwarded-For we believe: it decides which address is sent to Akismet.
TRUSTED_PROXIES = networks("TRUSTED_PROXIES")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Sign-in ------------------------------------------------------------------------------------

# docs/adr/0023-sign-in.md says why allauth, and what of it is switched off.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = LOGIN_URL
# Seconds for which a mailed link to a new password works, counted from when the letter is sent.
PASSWORD_RESET_TIMEOUT = 4 * 3600
ACCOUNT_ADAPTER = "fitsite.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = ["username", "email"]
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Seconds for which nobody is asked again who it is before something of the account changes.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# Of the account and no address beside it, which an administrator may have taken away.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "fitsite.sign_in.forms.SignInForm",
    "reauthenticate": "fitsite.sign_in.forms.ConfirmForm",
    "change_password": "fitsite.sign_in.forms.ChangePasswordForm",
    "reset_password": "fitsite.sign_in.forms.ResetForm",
    "reset_password_from_key": "fitsite.sign_in.forms.NewPasswordForm",
}
MFA_ADAPTER = "fitsite.sign_in.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 10
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Steps of 30 seconds that a phone's clock may be off, and that people take to type.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "fitsite.sign_in.factor_forms.AskedForm",
    "reauthenticate": "fitsite.sign_in.factor_forms.ConfirmByCodeForm",
    "activate_totp": "fitsite.sign_in.factor_forms.SetUpAppForm",
    "add_webauthn": "fitsite.sign_in.factor_forms.AddPasskeyForm",
    "login_webauthn": "fitsite.sign_in.factor_forms.PasskeyForm",
    "authenticate_webauthn": "fitsite.sign_in.factor_forms.AskedPasskeyForm",
    "reauthenticate_webauthn": "fitsite.sign_in.factor_forms.ConfirmByPasskeyForm",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(text("MEDIA_ROOT") or VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {"BACKEND": "fitsite.whole_files.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "fitsite.one_stylesheet.OneStylesheetStorage"
        )
    },
}
# In development files are served from where they are written; otherwise from what was collected.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
TAGGIT_CASE_INSENSITIVE = True

# --- Comments -----------------------------------------------------------------------------------

AKISMET_API_KEY = text("AKISMET_API_KEY")
AKISMET_API_URL = service_address("AKISMET_API_URL", default="https://rest.akismet.com")
AKISMET_TEST_MODE = flag("AKISMET_TEST_MODE", default=False)
AKISMET_DISCARD = flag("AKISMET_DISCARD", default=False)
COMMENT_CHECKER = choice(
    "COMMENT_CHECKER",
    default="akismet" if AKISMET_API_KEY else "hold",
    among=("akismet", "hold"),
)
if COMMENT_CHECKER == "akismet" and not AKISMET_API_KEY:
    raise ImproperlyConfigured(
        "COMMENT_CHECKER is akismet but AKISMET_API_KEY is not set."
        " Set the key, or COMMENT_CHECKER=hold to review every comment by hand."
    )

# Days after which addresses, browsers and the fields sent to the checker are forgotten, and after
# which a discarded comment loses its text.
EVIDENCE_DAYS = number("EVIDENCE_DAYS", default=90)
DISCARDED_TEXT_DAYS = number("DISCARDED_TEXT_DAYS", default=15)

# --- The worker ---------------------------------------------------------------------------------

# What it does, and how many seconds apart.
WORKER_DUTIES = [
    ("comments.duties.answer_due_checks", 1),
    ("comments.duties.send_feedback", 1),
    ("comments.duties.announce_comments", 1),
    ("comments.duties.call_people", 5),
    ("fitsite.letters.duties.send", 1),
    ("comments.duties.watch_key", 15),
    ("comments.duties.watch_usage", 3600),
    ("comments.duties.erase", 1),
    ("comments.duties.forget_bulk_decisions", 3600),
    ("comments.duties.forget_fingerprints", 3600),
    ("fitsite.letters.duties.forget", 3600),
    ("fitsite.rates.duties.forget", 3600),
    ("fitsite.sign_in.duties.forget", 3600),
    ("comments.duties.spare_dead_addresses", 3600),
    ("comments.alerts.raise_alerts", 30),
    ("comments.duties.reconcile_counts", 3600),
    ("articles.duties.clear_shelves", 60),
    ("articles.duties.look_along_shelves", 10),
    ("articles.duties.recount_tags", 3600),
    ("articles.duties.render_articles", 2),
]
# What takes seconds at a time, and is done beside the others.
WORKER_SLOW_DUTIES = [
    ("comments.duties.carry_out_bulk_decisions", 1),
    ("comments.duties.group_comments", 2),
    ("comments.duties.weigh_doubts", 5),
    ("articles.duties.make_renditions", 2),
    ("articles.duties.sweep", 6 * 3600),
    ("comments.duties.count_days", 60),
    ("fitsite.table_statistics.renew_table_statistics", 3600),
    ("comments.duties.forget", 3600),
    ("comments.duties.purge", 3600),
]

# --- Health and numbers -------------------------------------------------------------------------

# What /readyz asks beside the database; each returns what is wrong, or "".
READY_PARTS = {
    "worker": "fitsite.worker.watch.silence",
    "checker": "comments.troubles.checker",
    "queue": "comments.troubles.queue",
}
# What /metrics tells, and whom.
METRICS = [
    "comments.metrics.numbers",
    "fitsite.letters.metrics.numbers",
    "fitsite.metrics.worker",
]
METRICS_ALLOW = networks("METRICS_ALLOW", default="127.0.0.0/8,::1")

# --- Logs ---------------------------------------------------------------------------------------

# Every line leaves by one of two handlers, whose formatters clean it: see fitsite/logs.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "readable": {"()": "fitsite.logs.ReadableLine"},
        "json": {"()": "fitsite.logs.JsonLine"},
    },
    "filters": {
        "expected_refusals": {"()": "fitsite.logs.ExpectedRefusals"},
        "strangers_faults": {"()": "fitsite.logs.StrangersFaults"},
        "not_in_development": {"()": "django.utils.log.RequireDebugFalse"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "readable" if DEBUG else "json",
            # Not on a logger: each kind of refusal has its own below django.security.
            "filters": ["strangers_faults"],
        },
        "admins": {
            "class": "fitsite.logs.AdminMail",
            "level": "ERROR",
            "formatter": "readable",
            "filters": ["not_in_development"],
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Named so that Django's own handlers go: they clean nothing, and mail what was posted.
        "django": {"level": "INFO"},
        "django.server": {"level": "INFO", "propagate": True},
        "django.request": {"handlers": ["admins"], "filters": ["expected_refusals"]},
        # Queries hold what readers wrote.
        "django.db.backends": {"level": "INFO"},
        # httpx logs each address it asks, at INFO; the wire module says what matters.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
