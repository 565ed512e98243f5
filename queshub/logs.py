"""What is logged, and how a line looks: the setting LOGGING."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "queshub.request_log.RequestIdFilter"}},
    "formatters": {"line": {"()": "queshub.request_log.LineFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "queshub": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # The request's own line says 404 already; this one is for what broke.
        "django.request": {"level": "ERROR"},
        # A request that no browser makes (another host, a thousand fields) is answered 400 and has
        # its own line: it is no fault of ours.
        "django.security": {"level": "CRITICAL"},
        "django-q": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
