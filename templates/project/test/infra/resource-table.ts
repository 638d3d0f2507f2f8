import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resources } from './synthesized.ts';

/**
 * Resources by their place in the stack (Indexer/Function); of each, its type, what it depends on, and its properties by path
 * (Environment.Variables.TABLE_NAME). A statement of a policy is a property: "Allow kinesis:ListShards on <Changes/Stream.Arn>",
 * with its condition, or none. <PLACE> and <PLACE.Attribute> stand for what the deployment knows.
 */
export type ResourceTable = Record<string, Record<string, unknown>>;

export type Names = Readonly<Record<string, string | undefined>> & { readonly stack: string };

/** What other tests look at, or what no setting of a block is: alarms, code, and what the contract or project.ts says. */
const elsewhere = new Set(['AWS::CloudWatch::Alarm', 'AWS::CDK::Metadata']);
const left = new RegExp(
  `^(${[
    'Code|Tags|UserPoolTags|DomainTags|PermissionsBoundary|PolicyName',
    'AttributeDefinitions|Definition|KeySchema|TimeToLiveSpecification|AvailabilityZone',
    String.raw`\w+Document\.Version`,
  ].join('|')})\\b`,
);

const folder = join(import.meta.dirname, 'resources');

/**
 * What test/infra/resources/ says of a stage, from one file for each part of the project; values may differ by stage. `names` are
 * what <NAME> stands for: what the project is called, and where it runs.
 */
export function tableOf(stage: string, names: Names): ResourceTable {
  const table: ResourceTable = {};
  for (const file of readdirSync(folder).toSorted()) {
    const part = named(readFileSync(join(folder, file), 'utf8'), names);
    for (const [place, rows] of Object.entries(part))
      for (const [property, value] of Object.entries(rows)) {
        const said = isByStage(value) ? value[stage] : value;
        if (said !== undefined) (table[place] ??= {})[property] = said;
      }
  }
  // a part may say something of a resource that another part of some projects has
  return Object.fromEntries(Object.entries(table).filter(([, rows]) => 'Resource type' in rows));
}

function named(text: string, names: Names): ResourceTable {
  let result = text;
  for (const [name, value] of Object.entries(names))
    if (value !== undefined) result = result.replaceAll(`<${name}>`, JSON.stringify(value).slice(1, -1));
  return JSON.parse(result) as ResourceTable;
}

const isByStage = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The resources of a synthesized stack in the shape of the table. */
export function tableIn(resources: Resources, names: Names): ResourceTable {
  const places = new Map(
    Object.entries(resources).map(([id, { Metadata }]) => {
      const path = String(Metadata?.['aws:cdk:path'] ?? id).split('/');
      const place = path.slice(1, path.at(-1) === 'Resource' ? -1 : undefined).join('/');
      // the CDK makes some ids of the ids that it has given
      return [id, place.replaceAll(names.stack.replaceAll(/[^A-Za-z0-9]/g, ''), '').replace(/[0-9A-F]{8}$/, '')];
    }),
  );
  const rows: ResourceTable = {};
  for (const [id, { Type, Properties, DependsOn, DeletionPolicy, UpdateReplacePolicy, UpdatePolicy }] of Object.entries(
    resources,
  )) {
    if (elsewhere.has(Type)) continue;
    const row: Record<string, unknown> = { 'Resource type': Type };
    for (const needed of [DependsOn ?? []].flat()) row[`DependsOn ${places.get(needed)}`] = true;
    for (const [name, policy] of Object.entries({ DeletionPolicy, UpdateReplacePolicy, UpdatePolicy }))
      if (policy !== undefined) row[name] = plain(policy);
    addRows(row, '', Properties ?? {});
    rows[places.get(id)!] = row;
  }
  // the CDK writes the same region here as text and there as a reference
  return named(JSON.stringify(rows), names);

  function addRows(row: Record<string, unknown>, path: string, value: unknown): void {
    if (left.test(path)) return;
    if (isStatements(path, value))
      for (const statement of value) {
        const { Effect, Action, Resource, Principal, Condition } = statement;
        const list = (some: unknown) => [some ?? []].flat().map(textOf).toSorted().join(', ');
        const by = Principal === undefined ? '' : ` by ${textOf(plain(Principal))}`;
        const on = Resource === undefined ? '' : ` on ${list(Resource)}`;
        const said = `${path.slice(0, -'.Statement'.length)}: ${Effect as string} ${list(Action)}${on}${by}`;
        row[said] = [
          ...((row[said] as unknown[] | undefined) ?? []),
          Condition === undefined ? 'always' : plain(Condition),
        ];
      }
    else if (path === 'DashboardBody')
      for (const { type, properties } of (JSON.parse(textOf(value)) as { widgets: Widget[] }).widgets)
        addRows(row, `${type} ${properties.title ?? properties.markdown}`, { ...properties, region: undefined });
    else if (isByStage(value) && !isIntrinsic(value))
      for (const [key, inner] of Object.entries(value)) addRows(row, path === '' ? key : `${path}.${key}`, inner);
    else row[path] = plain(value);
  }

  /** Without intrinsic functions; objects in lists as lists of rows, for `isByStage` tells objects from values. */
  function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (!isByStage(value)) return value;
    if (isIntrinsic(value)) return textOf(value);
    return Object.entries(value)
      .filter(([key]) => !left.test(key))
      .map(([key, inner]) => [key, plain(inner)]);
  }

  function textOf(value: unknown): string {
    if (typeof value === 'string') return value;
    if (!isByStage(value)) return JSON.stringify(plain(value));
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = value as Intrinsic;
    if (Ref !== undefined) return `<${places.get(Ref) ?? Ref}>`;
    if (attribute !== undefined) return `<${places.get(attribute[0])}.${attribute[1]}>`;
    if (joined !== undefined && Array.isArray(joined[1])) return joined[1].map(textOf).join(joined[0]);
    return JSON.stringify(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
}

interface Widget {
  type: string;
  properties: { title?: string; markdown?: string };
}

interface Intrinsic {
  Ref?: string;
  'Fn::GetAtt'?: [string, string];
  'Fn::Join'?: [string, unknown[]];
}

const isIntrinsic = (value: Record<string, unknown>): boolean =>
  Object.keys(value).length === 1 && Object.keys(value).every((key) => key === 'Ref' || key.startsWith('Fn::'));

const isStatements = (path: string, value: unknown): value is Record<string, unknown>[] =>
  path.endsWith('.Statement') && Array.isArray(value);
