"""Curates the raw rows of an hour: docs/curation.md is the specification."""
