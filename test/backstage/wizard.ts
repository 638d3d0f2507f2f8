import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { backstageTemplates } from '../../scripts/backstage/templates.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';

type Schema = Record<string, any>;

/** A template as a portal reads it. */
export interface Template {
  metadata: {
    name: string;
    title: string;
    description: string;
    annotations: Record<string, string>;
    links: { title: string; url: string }[];
  };
  spec: { parameters: Schema[]; steps: { id: string; action: string; each?: string; input: Schema }[]; output: Schema };
}

/** The templates that these use cases make, by name. */
export function templatesOf(useCases?: readonly AnyUseCase[]): Map<string, Template> {
  const files = Object.entries(backstageTemplates(useCases)).filter(([path]) => path.endsWith('/template.yaml'));
  return new Map(files.map(([, text]) => parse(text) as Template).map((each) => [each.metadata.name, each]));
}

/** What keeps a portal from leaving a page of the wizard, in the form's own words where it has some. */
export function objections(template: Template, values: Schema): string[] {
  return template.spec.parameters.flatMap((page) => {
    const validate = compiled(page);
    void validate(values);
    return (validate.errors ?? [])
      .map(({ keyword, parentSchema, message, instancePath }) =>
        keyword === 'not' ? String(parentSchema!['errorMessage']?.not) : `${instancePath} ${message}`,
      )
      .filter((said) => !/ must match "(then|else)" schema$/.test(said));
  });
}

/** As the form library of a portal has it. */
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
const known = new Map<string, ReturnType<typeof ajv.compile>>();

function compiled(page: Schema) {
  const text = JSON.stringify(page);
  const validate = known.get(text) ?? ajv.compile(page);
  known.set(text, validate);
  return validate;
}

/** The answers that reach the action when somebody has entered these values. */
export function submitted(template: Template, values: Schema): Schema {
  const { answers } = template.spec.steps[0]!.input as { answers: Record<string, string> };
  const given = Object.entries(answers).map(([key, expression]) => [key, evaluated(expression, values)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Schema;
}

/** An expression of the templates: a constant, or the way to a parameter. What there is none of is left out by the scaffolder. */
function evaluated(expression: string, values: Schema): unknown {
  const found = /^\$\{\{ (parameters\.[\w.]+(?: or parameters\.[\w.]+)*)( \| projectSlug)? \}\}$/.exec(expression);
  if (!found) return expression;
  const value = waysIn(found[1]!)
    .map((path) => path.reduce<any>((at, name) => at?.[name], values))
    .find(Boolean);
  return found[2] && value ? slug(value as string) : value;
}

/** The paths to parameters in an expression, of which the first that holds something counts. */
const waysIn = (expression: string): string[][] =>
  [...expression.matchAll(/parameters\.([\w.]+)/g)].map(([, path]) => path!.split('.'));

function slug(repoUrl: string): string {
  const query = new URLSearchParams(repoUrl.split('?')[1]);
  return `${query.get('owner')}/${query.get('repo')}`;
}

/** The values of a wizard for answers: each at the end of the way that its expression goes. */
export function valuesFor(template: Template, answers: Schema): Schema {
  const expressions = (template.spec.steps[0]!.input as { answers: Record<string, string> }).answers;
  const values: Schema = {};
  for (const [key, value] of Object.entries(answers)) {
    const path = /parameters\.([\w.]+)/.exec(expressions[key] ?? '')?.[1]?.split('.');
    if (!path || key === 'repository' || value === undefined) continue;
    const parent = path.slice(0, -1).reduce<Schema>((at, name) => (at[name] ??= {}) as Schema, values);
    parent[path.at(-1)!] = value;
  }
  return values;
}

/** The field of an option, wherever in the wizard it is. */
export function fieldsNamed(template: Template, name: string): Schema[] {
  const found: Schema[] = [];
  const visit = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties } = schema as Schema;
    if (properties?.[name]) found.push(properties[name] as Schema);
    for (const [key, inner] of Object.entries(schema)) if (key !== 'not') visit(inner);
  };
  visit(template.spec.parameters);
  return found;
}
