"""Rows that repeat another one. A repetition has the same contents: which of them stays is decided by where they come from."""

from __future__ import annotations

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from curate.columns import RECORD


def once_per_record(rows: DataFrame) -> DataFrame:
    """Of the rows of one record of the topic, the one that landed first. A row without a record stays."""
    place = Window.partitionBy(*RECORD).orderBy(F.col("landed_at").asc_nulls_first(), F.col("line").asc_nulls_first())
    unknown = F.col(RECORD[0]).isNull() | F.col(RECORD[1]).isNull() | F.col(RECORD[2]).isNull()
    return rows.withColumn("_place", F.row_number().over(place)).where(unknown | (F.col("_place") == 1)).drop("_place")


def once_per_event(rows: DataFrame, known: DataFrame | None) -> DataFrame:
    """Of the rows of one event of a day, the first of the topic, unless an earlier hour has it. `known`: day, event_id."""
    place = Window.partitionBy("day", "event_id").orderBy(*[F.col(name).asc_nulls_first() for name in RECORD])
    first = rows.withColumn("_place", F.row_number().over(place)).where("_place = 1").drop("_place")
    return first if known is None else first.join(known, ["day", "event_id"], "left_anti")
