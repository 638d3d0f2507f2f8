"""Where the rows of an hour lie: one file for each day of its events."""

from __future__ import annotations

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from curate.columns import RECORD

#: A file with more rows than this becomes several.
ROWS_A_FILE = 2_000_000


def with_day(rows: DataFrame) -> DataFrame:
    return rows.withColumn("day", F.date_format("occurred_at", "yyyy-MM-dd"))


def with_part(rows: DataFrame, of: list[str], rows_a_file: int = ROWS_A_FILE) -> DataFrame:
    """Numbers the files of each partition, in the order of the topic: the same rows come into the same file in every run."""
    order = [F.col(name).asc_nulls_first() for name in (*RECORD, "landed_at", "event_id")]
    number = F.row_number().over(Window.partitionBy(*of).orderBy(*order)) - 1
    return rows.withColumn("part", F.floor(number / rows_a_file).cast("int"))


def curated_key(day: str, hour: str, part: int) -> str:
    return f"curated/day={day}/hour={hour}/part-{part:05d}.parquet"


def quarantined_key(hour: str, part: int) -> str:
    return f"quarantine/hour={hour}/part-{part:05d}.parquet"


def hour_in(key: str) -> str:
    """Of the key of a raw, curated or quarantined object."""
    return key.split("/hour=")[1].split("/")[0]
