import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { rawBucketOf, type ExampleSource } from '../../infra/blocks/example-source.ts';
import { context, settingsOf } from './synthesized.ts';

/** A stack with one example, for stage dev. */
export function templateWithExample(source: ExampleSource): Template {
  const stack = new Stack(new App({ context }), 'Example');
  const stage = settingsOf('dev');
  source(stack, { stage, rawBucket: rawBucketOf(stack, stage) });
  return Template.fromStack(stack);
}

/** A value of a template with its joins made, and references as <ID>. */
export function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = ['', undefined]] = Object.entries(value) as [string, unknown][];
  if (key === 'Fn::Join') return (inner as [string, unknown[]])[1].map(written).join('');
  if (key === 'Ref') return `<${String(inner).replace('AWS::', '')}>`;
  if (key === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each)]));
}

/** The properties of the only resource of a type. */
export function onlyOne(template: Template, type: string): Record<string, unknown> {
  const [found, ...others] = Object.values(template.findResources(type));
  if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} resources are ${type}`);
  return written(found['Properties']) as Record<string, unknown>;
}
