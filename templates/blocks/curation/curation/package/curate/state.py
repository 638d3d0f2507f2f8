"""What the job remembers: the last hour that it finished, and of each hour what it was made of and what it has become."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from curate.objects import Objects

_until = "state/curated-until.json"


@dataclass(frozen=True)
class HourRecord:
    hour: str
    #: of the raw objects that it was made of
    objects: int
    digest: str
    #: rows in = curated + quarantined + duplicates
    rows: int
    curated: int
    quarantined: int
    duplicates: int
    #: curated rows that came late
    late: int
    #: keys of all that an hour has written
    files: list[str]


def digest_of(raw: dict[str, int]) -> str:
    return sha256("".join(f"{key} {size}\n" for key, size in sorted(raw.items())).encode()).hexdigest()


def curated_until(objects: Objects) -> str | None:
    text = objects.read(_until)
    return None if text is None else json.loads(text)["hour"]


def set_curated_until(objects: Objects, hour: str) -> None:
    objects.write(_until, json.dumps({"hour": hour}))


def record_of(objects: Objects, hour: str) -> HourRecord | None:
    text = objects.read(f"state/hours/{hour}.json")
    return None if text is None else HourRecord(**json.loads(text))


def remember(objects: Objects, record: HourRecord) -> None:
    objects.write(f"state/hours/{record.hour}.json", json.dumps(asdict(record)))


def begin_writing(objects: Objects, hour: str, days: list[str]) -> None:
    """Before the first file of an hour is written: the days that it gets files for, with those of runs that were broken off."""
    both = sorted({*days, *days_begun(objects, hour)})
    objects.write(f"state/writing/{hour}.json", json.dumps(both))


def days_begun(objects: Objects, hour: str) -> list[str]:
    text = objects.read(f"state/writing/{hour}.json")
    return [] if text is None else json.loads(text)


def end_writing(objects: Objects, hour: str) -> None:
    objects.remove([f"state/writing/{hour}.json"])
