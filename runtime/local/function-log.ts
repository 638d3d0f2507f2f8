/** A metric that a function has written to its log, in CloudWatch's embedded metric format. */
export interface EmbeddedMetric {
  readonly name: string;
  readonly values: readonly number[];
}

/**
 * The metrics of a log line (CloudWatch user guide, "Specification: Embedded metric format"): none for lines of other kinds.
 */
export function metricsIn(line: string): readonly EmbeddedMetric[] {
  if (!line.startsWith('{') || !line.includes('"_aws"')) return [];
  const entry = parsed(line);
  const directives = (entry?.['_aws'] as { CloudWatchMetrics?: { Metrics: { Name: string }[] }[] } | undefined)
    ?.CloudWatchMetrics;
  return (directives ?? [])
    .flatMap(({ Metrics }) => Metrics)
    .map(({ Name }) => ({ name: Name, values: [entry![Name]].flat() as number[] }));
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
