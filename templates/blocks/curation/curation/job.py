"""The entry of the Glue job. All that it decides is in package/curate/."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

import boto3
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

from curate.metrics import metrics_of
from curate.objects import Bucket
from curate.run import Settings, run


def main(argv: list[str]) -> None:
    again = ["from_hour"] if any(each.startswith("--from_hour") for each in argv) else []
    given = getResolvedOptions(argv, ["JOB_NAME", "bucket", "lag_minutes", "metrics_namespace", "service", *again])
    context = GlueContext(SparkContext.getOrCreate())
    job = Job(context)
    job.init(given["JOB_NAME"], given)
    spark = context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    settings = Settings(lag=timedelta(minutes=int(given["lag_minutes"])), again_from=given.get("from_hour"))
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    result = run(spark, Bucket(boto3.client("s3"), given["bucket"]), now, settings)
    for record in result.hours:
        print(f"{record.hour}: {record.rows} rows, {record.curated} curated ({record.late} late), {record.quarantined} quarantined, {record.duplicates} duplicates")
    boto3.client("cloudwatch").put_metric_data(
        Namespace=given["metrics_namespace"],
        MetricData=[
            {"MetricName": name, "Dimensions": [{"Name": "service", "Value": given["service"]}], "Value": value, "Unit": "Count"}
            for name, value in metrics_of(result).items()
        ],
    )
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
