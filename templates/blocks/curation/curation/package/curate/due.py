"""Which hours a run curates."""

from __future__ import annotations

from curate.hours import after, before, start_of
from curate.objects import Objects
from curate.state import curated_until, digest_of, record_of, set_curated_until

#: Firehose writes below the hour in which a record arrived, and tries for 24 hours: that long, an hour may still get objects.
LOOKED_BACK = 26


def due_hours(objects: Objects, last: str, again_from: str | None) -> list[str]:
    """
    Returns the hours to curate up to `last`, oldest first. If an earlier hour got new objects, the list begins with that hour, because an
    event in it makes later ones duplicates. `again_from` sets an hour to begin with.
    """
    present = sorted(name.removeprefix("hour=") for name in objects.folders("raw/") if name.startswith("hour="))
    until = curated_until(objects)
    first = present[0] if until is None and present else after(until) if until else None
    if first is None:
        return []
    wanted = [first, *_changed(objects, present, until)]
    if again_from is not None:
        start_of(again_from)
        wanted.append(again_from)
    first = min(wanted)
    # a run that ends half way is continued from here, not from where the earlier run ended
    if until is not None and first <= until:
        set_curated_until(objects, before(first))
    return [hour for hour in present if first <= hour <= last]


def _changed(objects: Objects, present: list[str], until: str | None) -> list[str]:
    if until is None:
        return []
    looked_at = [hour for hour in present if before(until, LOOKED_BACK) <= hour <= until]
    return [hour for hour in looked_at if _is_other(objects, hour)][:1]


def _is_other(objects: Objects, hour: str) -> bool:
    record = record_of(objects, hour)
    return record is None or record.digest != digest_of(objects.sizes(f"raw/hour={hour}/"))
