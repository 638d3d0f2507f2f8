import json
from decimal import Decimal
from pathlib import Path

import pytest
from curate.columns import CURATED, QUARANTINED
from curate.hour import curated_of, distinct_records
from curate.hours import late_before
from rows import frame, plain



def exact(amount: str | None) -> str | None:
    return None if amount is None else str(Decimal(amount).quantize(Decimal("0.0001")))


VECTORS = sorted((Path(__file__).parents[1] / "vectors").glob("*.json"))


@pytest.mark.parametrize("path", VECTORS, ids=[path.stem for path in VECTORS])
def test_vector(spark, path):
    vector = json.loads(path.read_text())
    raw, hour = vector["raw"], vector["hour"]
    known = vector["known"]
    before = spark.createDataFrame([(each["day"], each["event_id"]) for each in known], "day string, event_id string")
    split = curated_of(distinct_records(frame(spark, raw), hour), before)
    curated = [
        {**{name: raw[at][name] for name in CURATED}, "amount": exact(raw[at]["amount"]), "day": raw[at]["occurred_at"][:10]}
        for at in vector["curated"]
    ]
    quarantined = [
        {name: reasons if name == "reasons" else raw[int(at)][name] for name in QUARANTINED}
        for at, reasons in vector["quarantined"].items()
    ]
    found = plain(split.curated.collect())
    assert found == sorted(curated, key=lambda row: json.dumps([row["kafka_topic"], row["kafka_partition"], row["kafka_offset"], row]))
    assert plain(split.quarantined.collect()) == sorted(
        quarantined, key=lambda row: json.dumps([row["kafka_topic"], row["kafka_partition"], row["kafka_offset"], row])
    )
    assert sum(row["day"] < late_before(hour) for row in found) == vector["late"]
    assert len(raw) == len(found) + len(quarantined) + vector["duplicates"]
