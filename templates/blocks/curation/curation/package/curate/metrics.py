"""What a run reports to CloudWatch: infra/blocks/curation-metrics.ts has the same names."""

from __future__ import annotations

from curate.run import RunResult


def metrics_of(result: RunResult) -> dict[str, float]:
    def total(name: str) -> int:
        return sum(getattr(record, name) for record in result.hours)

    return {
        "CurationRuns": 1,
        "HoursCurated": len(result.hours),
        "HoursBehind": result.behind,
        "RowsRead": total("rows"),
        "RowsCurated": total("curated"),
        "RowsQuarantined": total("quarantined"),
        "RowsDuplicate": total("duplicates"),
        "RowsLate": total("late"),
    }
