import type { LocalStackOptions } from '../contracts/local-stack.ts';
import { isObject } from '../template/problem.ts';

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: object;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}
interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** The template with other properties. Throws for a name that none of its resources has: a change would change nothing. */
export function withChanged(template: unknown, changed: NonNullable<LocalStackOptions['changed']>): unknown {
  const { Resources = {}, ...rest } = template as Template;
  const names = new Set(Object.values(Resources).flatMap(namesOf));
  const unknown = Object.keys(changed).find((name) => !names.has(name));
  if (unknown !== undefined) throw new Error(`The stack has no ${unknown} whose properties could be changed.`);
  const resources = Object.entries(Resources).map(([id, resource]) => {
    const other = Object.assign({}, ...namesOf(resource).map((name) => changed[name])) as object;
    return [id, { ...resource, Properties: over({ ...resource.Properties }, other) }];
  });
  return { ...rest, Resources: Object.fromEntries(resources) };
}

/** One object with the properties of another: objects are merged, null removes a property, anything else replaces it. */
function over(one: Readonly<Record<string, unknown>>, other: object): Record<string, unknown> {
  const both = { ...one };
  for (const [name, value] of Object.entries(other) as [string, unknown][])
    if (value === null) delete both[name];
    else both[name] = isObject(value) && isObject(both[name]) ? over(both[name], value) : value;
  return both;
}

/** TYPE, and TYPE of COMPONENT; the second is stronger. */
function namesOf({ Type, Metadata }: TemplateResource): string[] {
  const component = Metadata?.['aws:cdk:path']?.split('/')[1];
  return [Type, ...(component === undefined ? [] : [`${Type} of ${component}`])];
}
