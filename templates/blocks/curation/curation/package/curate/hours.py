"""Hours are texts, yyyy-MM-dd-HH in UTC: their order is the order of time."""

from __future__ import annotations

from datetime import datetime, timedelta

_form = "%Y-%m-%d-%H"


def start_of(hour: str) -> datetime:
    """Without a zone, in UTC. Raises ValueError for a text that is no hour."""
    if len(hour) != len("yyyy-MM-dd-HH"):
        raise ValueError(f"{hour!r} is no hour: write yyyy-MM-dd-HH, in UTC")
    return datetime.strptime(hour, _form)


def hour_of(time: datetime) -> str:
    return time.strftime(_form)


def after(hour: str) -> str:
    return hour_of(start_of(hour) + timedelta(hours=1))


def before(hour: str, hours: int = 1) -> str:
    return hour_of(start_of(hour) - timedelta(hours=hours))


def last_whole(now: datetime, lag: timedelta) -> str:
    """The newest hour that ended at least `lag` ago."""
    return before(hour_of(now - lag))


def late_before(hour: str) -> str:
    """Events of earlier days than this one are late in an hour."""
    return (start_of(hour) - timedelta(days=1)).strftime("%Y-%m-%d")
