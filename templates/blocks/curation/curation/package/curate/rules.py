"""The data rules: why a row is quarantined."""

from __future__ import annotations

from datetime import datetime, timedelta

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from curate.columns import FIELDS, OPERATIONS, REQUIRED, SOURCES, WIDTHS
from curate.hours import after, start_of

EARLIEST = datetime(2000, 1, 1)
AHEAD = timedelta(days=1)


def judged(rows: DataFrame, hour: str) -> DataFrame:
    """The rows with the column `reasons`: all of them, in the order of the rules, with "; " between them; null where there is none."""
    reasons = F.array_compact(F.array(*[F.when(broken, F.lit(reason)) for reason, broken in _rules(hour)]))
    return rows.withColumn("reasons", F.when(F.size(reasons) > 0, F.array_join(reasons, "; ")))


def _rules(hour: str) -> list[tuple[str, Column]]:
    latest = start_of(after(hour)) + AHEAD
    return [
        *[(f"wrong type of {field}", _wrong(name, field)) for name, (field, _) in FIELDS.items()],
        *[(f"missing {FIELDS[name][0]}", _missing(name)) for name in REQUIRED],
        ("unknown source", ~F.col("source").isin(*SOURCES)),
        ("unknown operation", ~F.col("operation").isin(*OPERATIONS)),
        ("occurredAt before 2000", F.col("occurred_at") < F.lit(EARLIEST)),
        ("occurredAt in the future", F.col("occurred_at") >= F.lit(latest)),
        ("negative sequence", F.col("sequence") < 0),
        ("negative amount", F.col("amount") < 0),
        ("amount without currency", F.col("amount").isNotNull() & F.col("currency").isNull()),
        ("currency of no three letters", ~F.col("currency").rlike(r"\A[A-Z]{3}\z")),
        *[(f"{FIELDS[name][0]} too long for the warehouse", F.octet_length(name) > width) for name, width in WIDTHS.items()],
    ]


def _wrong(name: str, field: str) -> Column:
    """The line has a value that its column cannot take."""
    return F.col(name).isNull() & F.get_json_object("line", f"$.{field}").isNotNull()


def _missing(name: str) -> Column:
    field, kind = FIELDS[name]
    blank = F.col(name).isNull()
    if kind.typeName() == "string":
        blank = blank | (F.trim(name) == "")
    # a value of another type has its reason already
    return blank & ~_wrong(name, field)
