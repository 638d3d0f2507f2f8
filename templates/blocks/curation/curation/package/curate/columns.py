"""The columns of raw, curated and quarantined rows, in the order of their tables."""

from __future__ import annotations

from pyspark.sql import types as T

_text = T.StringType()

#: Columns with the name of their field in the event.
FIELDS: dict[str, tuple[str, T.DataType]] = {
    "event_id": ("eventId", _text),
    "source": ("source", _text),
    "type": ("type", _text),
    "occurred_at": ("occurredAt", T.TimestampType()),
    "entity_id": ("entityId", _text),
    "sequence": ("sequence", T.LongType()),
    "operation": ("operation", _text),
    "amount": ("amount", T.DecimalType(24, 4)),
    "currency": ("currency", _text),
    "country": ("country", _text),
    "text": ("text", _text),
}

#: Where a row comes from.
ORIGIN: dict[str, T.DataType] = {
    "kafka_topic": _text,
    "kafka_partition": T.IntegerType(),
    "kafka_offset": T.LongType(),
    "kafka_timestamp": T.TimestampType(),
    "landed_at": T.TimestampType(),
}

#: Fields that every event has.
REQUIRED = ("event_id", "source", "type", "occurred_at", "entity_id", "sequence", "operation")

RECORD = ("kafka_topic", "kafka_partition", "kafka_offset")

#: An amount is a text there, with the digits of its source.
RAW: dict[str, T.DataType] = {**{name: kind for name, (_, kind) in FIELDS.items()}, "amount": _text, **ORIGIN, "line": _text}
CURATED: dict[str, T.DataType] = {**{name: kind for name, (_, kind) in FIELDS.items()}, **ORIGIN}
QUARANTINED: dict[str, T.DataType] = {"reasons": _text, "event_id": _text, **ORIGIN, "line": _text}

#: Bytes of UTF-8 that the columns of the warehouse take. The contract lets no text be longer, but for `text` itself.
WIDTHS = {
    "event_id": 800,
    "source": 64,
    "type": 400,
    "entity_id": 800,
    "operation": 16,
    "currency": 12,
    "country": 8,
    "text": 65_535,
}

SOURCES = ("social", "saas", "orders")
OPERATIONS = ("create", "update", "delete")
