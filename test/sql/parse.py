"""Reads a JSON list of SQL texts of a dialect (the argument; Redshift without one), and prints for each an error of the parser, or the statements that it has read."""

import json
import logging
import sys

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

logging.disable(logging.CRITICAL)
dialect = sys.argv[1] if len(sys.argv) > 1 else "redshift"


def read(text):
    try:
        statements = [each for each in sqlglot.parse(text, dialect=dialect) if each is not None]
    except SqlglotError as error:
        return {"error": str(error)}
    # what the parser does not know it keeps as text, without reading it
    opaque = [each.sql() for each in statements if isinstance(each, exp.Command) or each.find(exp.Command)]
    if opaque:
        return {"opaque": opaque}
    return {"statements": [each.sql(dialect=dialect, comments=False) for each in statements]}


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
