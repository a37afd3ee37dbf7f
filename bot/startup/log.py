"""The log: structured, without personal data: ids and reasons, never a name, phone, token or PIN."""

import logging
import re
import sys
from typing import Any

import structlog

from bot.settings import LogFormat, Settings

_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{8,100}")


def start_log(settings: Settings) -> None:
    """Write to standard error, in the format and from the level of the settings."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    lines: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_tokens,
            lines,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # What libraries log goes the same way; aiogram and SQLAlchemy are told to speak of trouble only.
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s")
    # The scheduler warns of a job that still runs when its next time comes, which is no trouble.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _without_tokens(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: _TOKEN.sub("<token>", value) if isinstance(value, str) else value for key, value in event.items()}
