/** A metric that a function has written to its log, in CloudWatch's embedded metric format. */
export interface EmbeddedMetric {
  readonly namespace: string;
  readonly name: string;
  /** One set of dimensions after another: each makes a metric of its own. */
  readonly dimensions: readonly Readonly<Record<string, string>>[];
  readonly values: readonly number[];
}

interface Directive {
  readonly Namespace?: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

/**
 * The metrics of a log line (CloudWatch user guide, "Specification: Embedded metric format"): none for lines of other kinds.
 */
export function metricsIn(line: string): readonly EmbeddedMetric[] {
  if (!line.startsWith('{') || !line.includes('"_aws"')) return [];
  const entry = parsed(line);
  const directives = (entry?.['_aws'] as { CloudWatchMetrics?: readonly Directive[] } | undefined)?.CloudWatchMetrics;
  return (directives ?? []).flatMap(({ Namespace = '', Dimensions = [[]], Metrics }) =>
    Metrics.map(({ Name }) => ({
      namespace: Namespace,
      name: Name,
      dimensions: Dimensions.map((names) => Object.fromEntries(names.map((name) => [name, String(entry![name])]))),
      values: [entry![Name]].flat() as number[],
    })),
  );
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
