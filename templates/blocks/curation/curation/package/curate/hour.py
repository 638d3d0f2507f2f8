"""The rows of one hour: each is curated, quarantined, or a duplicate."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from curate.columns import CURATED, QUARANTINED, RAW
from curate.dedupe import once_per_event, once_per_record
from curate.partitions import with_day
from curate.rules import judged


@dataclass(frozen=True)
class CuratedHour:
    curated: DataFrame
    """The columns of curated rows, and `day`."""
    quarantined: DataFrame


#: No digit is lost: 20 before the point, and 4 behind it.
AMOUNT = r"\A[+-]?[0-9]{1,20}([.][0-9]{1,4})?\z"


def typed(raw: DataFrame) -> DataFrame:
    """The columns of raw rows with their types. A column that is not there is empty, and a value of another type is null."""
    there = set(raw.columns)
    columns = {
        name: F.expr(f"try_cast(`{name}` as {kind.simpleString()})") if name in there else F.lit(None).cast(kind)
        for name, kind in RAW.items()
    }
    amount = columns["amount"]
    columns["amount"] = F.when(amount.rlike(AMOUNT), amount.cast(CURATED["amount"]))
    return raw.select(*[column.alias(name) for name, column in columns.items()])


def distinct_records(raw: DataFrame, hour: str) -> DataFrame:
    """The rows that repeat no other record of the hour, each with its reasons and its day."""
    return with_day(judged(once_per_record(typed(raw)), hour))


def curated_of(distinct: DataFrame, known: DataFrame | None) -> CuratedHour:
    """`known`: day and event_id of what earlier hours have brought for the days of these rows."""
    good = distinct.where("reasons is null")
    return CuratedHour(
        curated=once_per_event(good, known).select(*CURATED, "day"),
        quarantined=distinct.where("reasons is not null").select(*QUARANTINED),
    )
