"""Whole runs over a folder in the place of the bucket."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta

import pytest
from curate.objects import Folder
from curate.run import Settings, run
from rows import event, frame, plain

NOW = datetime(2026, 11, 1, 8, 25)


class Lake:
    def __init__(self, spark, root):
        self.spark = spark
        self.root = root
        self.objects = Folder(root)

    def land(self, hour: str, name: str, *rows: dict) -> None:
        """An object of Firehose."""
        staging = self.root / "landing"
        frame(self.spark, list(rows)).coalesce(1).write.mode("overwrite").parquet(str(staging))
        (source,) = staging.glob("*.parquet")
        target = self.root / "raw" / f"hour={hour}"
        target.mkdir(parents=True, exist_ok=True)
        source.rename(target / f"{name}.parquet")

    def run(self, now: datetime = NOW, **settings):
        return run(self.spark, self.objects, now, Settings(**settings))

    def rows(self, folder: str) -> list[dict]:
        files = [self.objects.uri(key) for key in self.objects.sizes(f"{folder}/") if key.endswith(".parquet")]
        return plain(self.spark.read.option("basePath", str(self.root / folder)).parquet(*files).collect()) if files else []

    def curated(self) -> list[tuple]:
        return [(str(row["day"]), row["hour"], row["event_id"]) for row in self.rows("curated")]

    def files(self) -> set[str]:
        return {key for folder in ("curated", "quarantine") for key in self.objects.sizes(f"{folder}/") if not key.endswith(".crc")}


@pytest.fixture
def lake(spark, tmp_path):
    return Lake(spark, tmp_path)


def test_curates_whole_hours_in_order_and_goes_on_from_there(lake):
    lake.land("2026-11-01-05", "a", event(1), event(2))
    lake.land("2026-11-01-07", "a", event(1, kafka_offset=9), event(3))
    lake.land("2026-11-01-08", "a", event(4))
    result = lake.run()
    assert [record.hour for record in result.hours] == ["2026-11-01-05", "2026-11-01-07"]
    assert lake.curated() == [("2026-11-01", "2026-11-01-05", "e-1"), ("2026-11-01", "2026-11-01-05", "e-2"), ("2026-11-01", "2026-11-01-07", "e-3")]
    assert [(r.rows, r.curated, r.quarantined, r.duplicates) for r in result.hours] == [(2, 2, 0, 0), (2, 1, 0, 1)]
    assert [record.hour for record in lake.run(NOW + timedelta(hours=1)).hours] == ["2026-11-01-08"]


def test_waits_for_the_end_of_an_hour_and_the_lag(lake):
    lake.land("2026-11-01-05", "a", event(1))
    assert lake.run(datetime(2026, 11, 1, 6, 19, 59)).hours == []
    assert len(lake.run(datetime(2026, 11, 1, 6, 20)).hours) == 1


def test_a_second_run_changes_nothing(lake):
    lake.land("2026-11-01-05", "a", event(1), event(2, source="fax"), event(1))
    lake.run()
    before = (lake.rows("curated"), lake.rows("quarantine"), lake.files())
    assert lake.run().hours == []
    assert len(lake.run(again_from="2026-11-01-05").hours) == 1
    assert (lake.rows("curated"), lake.rows("quarantine"), lake.files()) == before
    assert before[2] == {"curated/day=2026-11-01/hour=2026-11-01-05/part-00000.parquet", "quarantine/hour=2026-11-01-05/part-00000.parquet"}


def test_a_late_event_comes_into_its_own_day_below_the_hour_that_brought_it(lake):
    lake.land("2026-11-01-05", "a", event(1), event(2, occurred_at="2026-10-20T00:00:00.000Z"))
    (record,) = lake.run().hours
    assert record.late == 1
    assert ("2026-10-20", "2026-11-01-05", "e-2") in lake.curated()


def test_objects_that_come_after_their_hour_are_curated_with_all_hours_since(lake):
    lake.land("2026-11-01-05", "a", event(1))
    lake.land("2026-11-01-06", "a", event(2, kafka_offset=20), event(3))
    lake.run()
    # Firehose could not write for a while
    lake.land("2026-11-01-05", "b", event(2))
    result = lake.run()
    assert [record.hour for record in result.hours] == ["2026-11-01-05", "2026-11-01-06"]
    assert lake.curated() == [("2026-11-01", "2026-11-01-05", "e-1"), ("2026-11-01", "2026-11-01-05", "e-2"), ("2026-11-01", "2026-11-01-06", "e-3")]


def test_an_hour_whose_rows_are_all_duplicates_by_now_has_no_file_left(lake):
    lake.land("2026-11-01-05", "a", event(1))
    lake.land("2026-11-01-06", "a", event(2, kafka_offset=20))
    lake.run()
    lake.land("2026-11-01-05", "b", event(2))
    lake.run()
    assert lake.files() == {"curated/day=2026-11-01/hour=2026-11-01-05/part-00000.parquet"}


def test_a_backlog_is_left_to_the_next_run_in_parts(lake):
    for hour in ("04", "05", "06"):
        lake.land(f"2026-11-01-{hour}", "a", event(int(hour)))
    result = lake.run(most_hours=2)
    assert ([record.hour[-2:] for record in result.hours], result.behind) == (["04", "05"], 1)
    assert [record.hour[-2:] for record in lake.run(most_hours=2).hours] == ["06"]


def test_raw_objects_that_are_gone_fail_the_run(lake):
    lake.land("2026-11-01-05", "a", event(1))
    lake.land("2026-11-01-05", "b", event(2))
    lake.run()
    (lake.root / "raw/hour=2026-11-01-05/b.parquet").unlink()
    with pytest.raises(RuntimeError, match="Raw objects of hour 2026-11-01-05 are gone: 2 were curated, 1 are there"):
        lake.run()
    assert len(lake.curated()) == 2


def test_large_partitions_become_several_files(lake):
    lake.land("2026-11-01-05", "a", *[event(i) for i in range(1, 8)])
    lake.run(rows_a_file=3)
    assert [key[-18:] for key in sorted(lake.files())] == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert len(lake.curated()) == 7


class Crash(Exception):
    pass


class CrashingFolder(Folder):
    """Counts what is written, moved and removed, and fails at one of these steps."""

    def __init__(self, root, at: int):
        super().__init__(root)
        self.at = at
        self.steps = 0

    def _step(self):
        if self.steps == self.at:
            raise Crash
        self.steps += 1

    def write(self, key, text):
        self._step()
        super().write(key, text)

    def move(self, source, key):
        self._step()
        super().move(source, key)

    def remove(self, keys):
        for key in keys:
            self._step()
            super().remove([key])


def test_a_run_that_is_broken_off_anywhere_is_repaired_by_the_next(spark, tmp_path):
    prepared = Lake(spark, tmp_path / "prepared")
    prepared.land("2026-11-01-05", "a", event(1), event(2, source="fax"))
    prepared.land("2026-11-01-06", "a", event(3, kafka_offset=30), event(4, occurred_at="2026-10-01T00:00:00.000Z"))
    prepared.run()
    prepared.land("2026-11-01-05", "b", event(3), event(4, kafka_offset=40, occurred_at="2026-10-01T00:00:00.000Z"))

    def outcome(lake: Lake):
        return lake.rows("curated"), lake.rows("quarantine"), lake.files(), lake.objects.read("state/curated-until.json")

    def copied(name: str) -> Lake:
        shutil.copytree(prepared.root, tmp_path / name)
        return Lake(spark, tmp_path / name)

    whole = copied("whole")
    counted = CrashingFolder(whole.root, -1)
    run(spark, counted, NOW, Settings())
    wanted = outcome(whole)
    assert json.loads(wanted[3]) == {"hour": "2026-11-01-06"}
    for at in range(1, counted.steps, max(1, counted.steps // 4)):
        lake = copied(f"crash-{at}")
        with pytest.raises(Crash):
            run(spark, CrashingFolder(lake.root, at), NOW, Settings())
        lake.run()
        assert outcome(lake) == wanted, f"step {at} of {counted.steps}"
