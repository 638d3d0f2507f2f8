"""A run of the job: all hours that are due, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from curate.columns import RECORD
from curate.due import due_hours
from curate.hour import curated_of, distinct_records
from curate.hours import last_whole, late_before
from curate.objects import Objects
from curate.partitions import ROWS_A_FILE, curated_key, hour_in, quarantined_key, with_part
from curate.state import HourRecord, begin_writing, days_begun, digest_of, end_writing, record_of, remember, set_curated_until


@dataclass(frozen=True)
class Settings:
    #: after the end of an hour, until it is curated: Firehose collects records for that long
    lag: timedelta = timedelta(minutes=20)
    #: of one run; the next one goes on
    most_hours: int = 72
    again_from: str | None = None
    rows_a_file: int = ROWS_A_FILE


@dataclass(frozen=True)
class RunResult:
    hours: list[HourRecord]
    #: hours that are due and left to the next run
    behind: int


def run(spark: SparkSession, objects: Objects, now: datetime, settings: Settings) -> RunResult:
    """`now` is in UTC, without a zone."""
    last = last_whole(now, settings.lag)
    due = due_hours(objects, last, settings.again_from)
    done = due[: settings.most_hours]
    records = []
    for hour in done:
        records.append(curate_hour(spark, objects, hour, settings.rows_a_file))
        set_curated_until(objects, hour)
    return RunResult(records, len(due) - len(done))


def curate_hour(spark: SparkSession, objects: Objects, hour: str, rows_a_file: int) -> HourRecord:
    """Writes the files of an hour in the place of those of an earlier run. A run that was broken off is repaired by the next one."""
    raw_objects = objects.sizes(f"raw/hour={hour}/")
    earlier = record_of(objects, hour)
    if earlier is not None and len(raw_objects) < earlier.objects:
        raise RuntimeError(f"Raw objects of hour {hour} are gone: {earlier.objects} were curated, {len(raw_objects)} are there")
    raw = spark.read.parquet(*[objects.uri(key) for key in raw_objects])
    rows = raw.count()
    distinct = distinct_records(raw, hour).persist(StorageLevel.MEMORY_AND_DISK)
    days = [row.day for row in distinct.where("reasons is null").select("day").distinct().collect()]
    split = curated_of(distinct, _known(spark, objects, hour, days))
    curated = split.curated.persist(StorageLevel.MEMORY_AND_DISK)
    quarantined = split.quarantined.persist(StorageLevel.MEMORY_AND_DISK)
    counts = curated.agg(F.count("*").alias("all"), F.count_if(F.col("day") < late_before(hour)).alias("late")).first()
    left_out = quarantined.count()
    staging = f"staging/hour={hour}/"
    # a run that is broken off may leave files of these days behind
    begin_writing(objects, hour, days)
    objects.remove([*objects.sizes(staging)])
    files = sorted([
        *_written(objects, curated, f"{staging}curated/", ["day"], rows_a_file, lambda day, part: curated_key(day, hour, part)),
        *_written(objects, quarantined, f"{staging}quarantine/", [], rows_a_file, lambda _, part: quarantined_key(hour, part)),
    ])
    stale = {*(earlier.files if earlier else []), *_begun(objects, hour)} - set(files)
    objects.remove(sorted(stale))
    objects.remove([*objects.sizes(staging)])
    record = HourRecord(
        hour=hour,
        objects=len(raw_objects),
        digest=digest_of(raw_objects),
        rows=rows,
        curated=counts["all"],
        quarantined=left_out,
        duplicates=rows - counts["all"] - left_out,
        late=counts["late"],
        files=files,
    )
    remember(objects, record)
    end_writing(objects, hour)
    for frame in (distinct, curated, quarantined):
        frame.unpersist()
    return record


def _known(spark: SparkSession, objects: Objects, hour: str, days: list[str]) -> DataFrame | None:
    """The events that earlier hours have brought for these days."""
    frames = []
    for day in days:
        keys = [key for key in objects.sizes(f"curated/day={day}/") if hour_in(key) < hour]
        if keys:
            ids = spark.read.parquet(*[objects.uri(key) for key in keys]).select("event_id")
            frames.append(ids.withColumn("day", F.lit(day)))
    if not frames:
        return None
    known = frames[0]
    for frame in frames[1:]:
        known = known.unionByName(frame)
    return known.distinct()


def _begun(objects: Objects, hour: str) -> list[str]:
    """All that is there of an hour, for the days that this run or one that was broken off has begun to write."""
    prefixes = [f"quarantine/hour={hour}/", *[f"curated/day={day}/hour={hour}/" for day in days_begun(objects, hour)]]
    return [key for prefix in prefixes for key in objects.sizes(prefix)]


def _written(objects: Objects, rows: DataFrame, staging: str, of: list[str], rows_a_file: int, key_of) -> list[str]:
    """One file for each partition and part: written elsewhere, and moved to its place as a whole."""
    parts = with_part(rows, of, rows_a_file)
    if parts.isEmpty():
        return []
    columns = [*of, "part"]
    ordered = parts.repartition(*columns).sortWithinPartitions(*columns, *RECORD)
    ordered.write.mode("overwrite").partitionBy(*columns).parquet(objects.uri(staging))
    files = []
    for source in sorted(key for key in objects.sizes(staging) if key.endswith(".parquet")):
        values = dict(folder.split("=", 1) for folder in source[len(staging) :].split("/")[:-1])
        key = key_of(values.get("day", ""), int(values["part"]))
        objects.move(source, key)
        files.append(key)
    return files
