"""Dirty rows of many seeds: the job makes of them what its stand-in has made, row for row."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from curate.objects import Folder
from curate.run import Settings, run
from pyspark.sql import functions as F
from rows import plain

SEEDS = Path(os.environ.get("CURATION_SEEDS", "build/curation-seeds"))
NOW = datetime(2026, 11, 2, 2)

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"node test/curation-seeds.ts {SEEDS} writes the rows")


def rows_of(spark, root: Path, folder: str) -> dict[str, list[str]]:
    """By the key of the file."""
    objects = Folder(root)
    keys = [key for key in objects.sizes(f"{folder}/") if key.endswith(".parquet")]
    rows = plain(spark.read.parquet(*[objects.uri(key) for key in keys]).withColumn("_file", F.input_file_name()).collect())
    found: dict[str, list[dict]] = {key: [] for key in keys}
    for row in rows:
        found[row.pop("_file").split(f"{root.name}/", 1)[1]].append(row)
    return {key: texts(of_key) for key, of_key in found.items()}


def texts(rows: list[dict]) -> list[str]:
    """Sorted. A reader of Parquet in JavaScript gives amounts as numbers."""
    return sorted(json.dumps({**row, **amount_of(row)}, sort_keys=True) for row in rows)


def amount_of(row: dict) -> dict:
    return {"amount": float(row["amount"])} if row.get("amount") is not None else {}


def test_every_row_ends_where_the_stand_in_puts_it(spark, tmp_path):
    before = None
    for phase in ("first", "second"):
        shutil.copytree(SEEDS / phase, tmp_path, dirs_exist_ok=True)
        expected = json.loads((SEEDS / f"{phase}.json").read_text())
        records = run(spark, Folder(tmp_path), NOW, Settings()).hours
        found = [dict(vars(record), digest="") for record in records]
        assert found == [{**record, "digest": ""} for record in expected["records"]]
        assert [record.digest for record in records] == [record["digest"] for record in expected["records"]]
        for record in records:
            assert record.rows == record.curated + record.quarantined + record.duplicates
        curated, quarantined = rows_of(spark, tmp_path, "curated"), rows_of(spark, tmp_path, "quarantine")
        assert curated == {key: texts(rows) for key, rows in expected["curated"]}
        assert quarantined == {key: texts(rows) for key, rows in expected["quarantined"]}
        assert before != curated
        before = curated
    reasons = Counter(reason for rows in quarantined.values() for row in rows for reason in json.loads(row)["reasons"].split("; "))
    assert len(reasons) >= 15, reasons
    again = run(spark, Folder(tmp_path), NOW, Settings(again_from="2026-11-01-05"))
    assert len(again.hours) == 4
    assert (rows_of(spark, tmp_path, "curated"), rows_of(spark, tmp_path, "quarantine")) == (curated, quarantined)
