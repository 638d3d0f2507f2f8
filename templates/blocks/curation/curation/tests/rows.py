"""Raw rows for tests: plain values of JSON to and from Spark."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal

from curate.columns import FIELDS, RAW
from pyspark.sql import types as T

RAW_SCHEMA = T.StructType([T.StructField(name, kind) for name, kind in RAW.items()])


def event(i: int = 1, **changed) -> dict:
    """A sound raw row. The line says what the columns say."""
    row = {
        "event_id": f"e-{i}",
        "source": "orders",
        "type": "order.updated",
        "occurred_at": "2026-11-01T05:10:00.000Z",
        "entity_id": f"order-{i}",
        "sequence": i,
        "operation": "update",
        "amount": "12.50",
        "currency": "EUR",
        "country": "DE",
        "text": None,
        "kafka_topic": "events",
        "kafka_partition": 0,
        "kafka_offset": i,
        "kafka_timestamp": "2026-11-01T05:10:01.000Z",
        "landed_at": "2026-11-01T05:10:02.000Z",
        **changed,
    }
    fields = {field: row[name] for name, (field, _) in FIELDS.items() if row[name] is not None}
    return {**row, "line": changed.get("line", json.dumps(fields, separators=(",", ":")))}


def frame(spark, rows: list[dict]):
    return spark.createDataFrame([tuple(_value(row.get(name), kind) for name, kind in RAW.items()) for row in rows], RAW_SCHEMA)


def _value(value, kind):
    if value is None:
        return None
    if isinstance(kind, T.TimestampType):
        return datetime.fromisoformat(value.replace("Z", "+00:00")).replace(tzinfo=None)
    return Decimal(value) if isinstance(kind, T.DecimalType) else value


def plain(rows) -> list[dict]:
    """Collected rows as vectors have them, in the order of the topic."""
    found = [{name: _plain(value) for name, value in row.asDict().items()} for row in rows]
    return sorted(found, key=lambda row: json.dumps([row["kafka_topic"], row["kafka_partition"], row["kafka_offset"], row], default=str))


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    return str(value) if isinstance(value, Decimal) else value
