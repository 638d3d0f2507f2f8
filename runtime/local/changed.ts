import type { LocalStackOptions } from '../contracts/local-stack.ts';

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}

/** The template with other properties. Throws for a type that it does not have: a change would change nothing. */
export function withChanged(template: unknown, changed: NonNullable<LocalStackOptions['changed']>): unknown {
  const { Resources = {}, ...rest } = template as Template;
  const unknown = Object.keys(changed).find((type) => !Object.values(Resources).some(({ Type }) => Type === type));
  if (unknown !== undefined) throw new Error(`The stack has no ${unknown} whose properties could be changed.`);
  const resources = Object.entries(Resources).map(([id, resource]) => {
    const properties = Object.entries({ ...resource.Properties, ...changed[resource.Type] });
    return [id, { ...resource, Properties: Object.fromEntries(properties.filter(([, value]) => value !== null)) }];
  });
  return { ...rest, Resources: Object.fromEntries(resources) };
}
