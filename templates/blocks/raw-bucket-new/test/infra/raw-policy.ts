import { idsOf, resourcesOf } from './synthesized.ts';

interface Statement {
  Principal: { Service?: string };
  Action: string;
  Resource: unknown;
  Condition?: unknown;
}

/** What the policy of the raw bucket allows a service, in stage prod. References are written as <ID>. */
export function deliveredBy(service: string, folder: string) {
  const resources = resourcesOf('prod');
  const [policy] = idsOf(resources, 'AWS::S3::BucketPolicy').filter((id) => id.startsWith('Raw'));
  const { Statement } = resources[policy!]!.Properties['PolicyDocument'] as { Statement: Statement[] };
  return Statement.filter(({ Principal }) => Principal.Service === service)
    .map(({ Action, Resource, Condition }) => ({
      action: Action,
      on: written(Resource),
      condition: written(Condition),
    }))
    .filter(
      ({ action, on, condition }) =>
        action !== 's3:PutObject' || `${String(on)}${JSON.stringify(condition)}`.includes(folder),
    );
}

/** A value of a template with its joins made, and without the logical id of the bucket. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner]] = Object.entries(value) as [[string, unknown]];
  if (key === 'Fn::Join') return (inner as [string, unknown[]])[1].map(written).join('');
  if (key === 'Ref') return `<${String(inner).replace('AWS::', '')}>`;
  if (key === 'Fn::GetAtt') return '<bucket>';
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each)]));
}
