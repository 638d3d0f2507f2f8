/** A metric as an alarm names it. */
export interface Metric {
  Namespace: string;
  MetricName: string;
  /** A query may leave the value of a dimension open. */
  Dimensions?: { Name: string; Value?: unknown }[];
}

const query = /^SELECT \w+\((\w+)\) FROM SCHEMA\("([^"]+)"((?:, \w+)*)\) WHERE (\w+) = '([^']*)'$/;

/**
 * The metric that a query of CloudWatch Metrics Insights asks for:
 * SELECT FUNCTION(Metric) FROM SCHEMA("Namespace", Dimension, …) WHERE Dimension = 'value'. Undefined for every other expression.
 */
export function metricOf(expression: unknown): Metric | undefined {
  const { 'Fn::Join': join } = (typeof expression === 'object' ? expression : {}) as {
    'Fn::Join'?: [string, unknown[]];
  };
  const parts = join?.[1] ?? [expression];
  const references = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part : `#${references.indexOf(part)}`)).join('');
  const [, name, namespace, dimensions, where, value] = query.exec(text) ?? [];
  if (!name) return undefined;
  return {
    Namespace: namespace!,
    MetricName: name,
    Dimensions: dimensions!
      .split(', ')
      .slice(1)
      .map((Name) =>
        Name === where
          ? { Name, Value: value!.startsWith('#') ? references[Number(value!.slice(1))] : value }
          : { Name },
      ),
  };
}
