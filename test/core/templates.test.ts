import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapes } from '../../generators/core/escape.ts';
import { handlebarsSource } from '../../generators/core/compile.ts';
import { templatePath, templatesFolder } from '../../generators/core/package.ts';
import { plan, type Plan } from '../../generators/core/plan.ts';
import { renderLayers } from '../../generators/core/render.ts';
import { projects } from '../matrix/projects.ts';
import { answersWith } from './answers-with.ts';

/** Names that a pattern restricts, or that templates of ours give: the ones that may stand without an escape. */
const bare = new Set([
  'name',
  'title',
  'diagram',
  'eventName',
  'contractFile',
  'newField',
  'existingTable',
  'load.idle',
  'load.loaded',
  'deployment.takes',
  'devIdle',
  'devLoaded',
  'prodIdle',
  'prodLoaded',
  'logPrefixes',
  'sourceList',
  'kafka.topic',
]);
const bareInLists = new Set([
  'item',
  'basis',
  'page',
  'alarm',
  'choice',
  'this',
  'file',
  'type',
  'setup.action',
  'setup.version',
  'run',
  'devIdle',
  'devLoaded',
  'prodIdle',
  'prodLoaded',
  'name',
  'why',
  'command',
  'setup.action',
  'setup.version',
  'run',
  'message',
  'remedy',
  'architecture',
  'account',
  'where',
  'when',
  'entry',
]);

const plans = projects().map(({ id, answers }) => [id, plan(answers)] as const);
const templatesOf = ({ layers }: Plan) =>
  layers.flatMap((layer) =>
    readdirSync(join(templatesFolder, layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.hbs'))
      .map((name) => join(layer, name)),
  );
const parsed = new Map<string, hbs.AST.Program>();
/** A template is parsed once for all the plans that have it. */
function parse(template: string): hbs.AST.Program {
  const known = parsed.get(template);
  const program = known ?? Handlebars.parse(handlebarsSource(readFileSync(join(templatesFolder, template), 'utf8')));
  if (!known) parsed.set(template, program);
  return program;
}

/** A path that a template uses, what it is used for, and the value that the view has there. */
interface Use {
  path: string;
  known: boolean;
  escaped: boolean;
  inList: boolean;
  /** The field of the view that it comes from. */
  field: string;
}

/** Every path of a template, looked up in the view as Handlebars would: {{#each}} goes on with the first entry. */
function usesOf(program: hbs.AST.Program, view: Record<string, unknown>): Use[] {
  const uses: Use[] = [];
  visit(program, view, '');
  return uses;

  function visit(node: hbs.AST.Program, context: unknown, from: string): void {
    for (const statement of node.body) {
      if (statement.type === 'MustacheStatement') {
        const { path, params } = statement as hbs.AST.MustacheStatement;
        const helper = params.length > 0;
        for (const expression of helper ? params : [path]) look(expression, context, from, helper);
      }
      if (statement.type !== 'BlockStatement') continue;
      const { path, params, program: inner, inverse } = statement as hbs.AST.BlockStatement;
      const name = (path as hbs.AST.PathExpression).original;
      const value = params.map((expression) => look(expression, context, from, true))[0];
      const [list] = params as hbs.AST.PathExpression[];
      // what stands in an empty list is looked up in the plans where it has entries
      const entries = name === 'each' ? Object.values(value as object) : [];
      if (entries.length > 0) visit(inner, entries[0], from || list!.parts[0]!);
      else if (name === 'each') continue;
      else visit(inner, context, from);
      if (inverse) visit(inverse, context, from);
    }
  }

  function look(expression: hbs.AST.Node, context: unknown, from: string, escaped: boolean): unknown {
    if (expression.type !== 'PathExpression') return undefined;
    const { original, parts, data } = expression as hbs.AST.PathExpression;
    if (data && parts[0] !== 'root') return undefined;
    const [root, names] = data ? [view, parts.slice(1)] : [context, parts];
    const known = names.every((name, at) => {
      const holder = names
        .slice(0, at)
        .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], root);
      return typeof holder === 'object' && holder !== null && name in holder;
    });
    uses.push({
      path: original,
      known,
      escaped,
      inList: from !== '' && !data,
      field: from && !data ? from : (names[0] ?? from),
    });
    return known ? names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], root) : undefined;
  }
}

describe.each(plans)('the templates of %s', (_id, each) => {
  const used = templatesOf(each).map((template) => [template, usesOf(parse(template), each.view)] as const);

  it('name nothing that the view does not have', () => {
    expect(
      used.flatMap(([template, uses]) => uses.filter(({ known }) => !known).map(({ path }) => `${template}: ${path}`)),
    ).toEqual([]);
  });

  it('place text of a user only through an escape', () => {
    const unescaped = used.flatMap(([template, uses]) =>
      uses
        .filter(
          ({ path, escaped, inList }) => !escaped && !(inList ? bareInLists : bare).has(path.replace('@root.', '')),
        )
        .map(({ path }) => `${template}: ${path}`),
    );
    expect(unescaped).toEqual([]);
  });
});

it('use everything that the view has', () => {
  const used = new Set(
    plans.flatMap(([, each]) =>
      templatesOf(each).flatMap((template) => usesOf(parse(template), each.view).map(({ field }) => field)),
    ),
  );
  const offered = new Set(plans.flatMap(([, { view }]) => Object.keys(view)));
  expect([...offered].filter((field) => !used.has(field))).toEqual([]);
});

it('see a misspelt name wherever it stands', () => {
  const view = { name: 'x', list: [{ entry: 'y' }] };
  const misspelt = (template: string) =>
    usesOf(Handlebars.parse(template), view).flatMap(({ known, path }) => (known ? [] : [path]));
  expect(misspelt('{{nmae}}{{#if nmae}}{{/if}}{{json nmae}}{{#each list}}{{entri}}{{@root.nmae}}{{/each}}')).toEqual([
    'nmae',
    'nmae',
    'nmae',
    'entri',
    '@root.nmae',
  ]);
  expect(misspelt('{{name}}{{#each list}}{{entry}}{{@root.name}}{{/each}}')).toEqual([]);
});

it('have at most three conditions each', () => {
  const counted = [...new Set(plans.flatMap(([, each]) => templatesOf(each)))].map((template) => {
    const text = readFileSync(join(templatesFolder, template), 'utf8');
    return [
      template,
      new Set([...text.matchAll(/\{\{#(?:if|unless) ([\w.]+)/g)].map(([, condition]) => condition)).size,
    ] as const;
  });
  expect(counted.filter(([template, conditions]) => conditions > 3 && !template.endsWith('package.json.hbs'))).toEqual(
    [],
  );
});

it('have, beside each that TypeScript imports, a sample as it is rendered', () => {
  const view = plan(answersWith({ name: 'sample-project' })).view;
  const samples = [...new Set(plans.flatMap(([, each]) => templatesOf(each)))]
    .map((template) => template.replace(/\.hbs$/, ''))
    .filter((sample) => existsSync(join(templatesFolder, sample)));
  expect(samples.length).toBeGreaterThan(0);
  for (const sample of samples) {
    const [layer, name] = splitLayer(sample);
    const rendered = renderLayers(templatePath, [layer], view).find(({ path }) => path === name)!;
    expect([sample, readFileSync(join(templatesFolder, sample), 'utf8')]).toEqual([
      sample,
      rendered.contents.toString(),
    ]);
  }
});

it('have helpers for what they are written in, and no others', () => {
  const used = new Set(
    plans.flatMap(([, each]) =>
      templatesOf(each).flatMap((template) =>
        [...readFileSync(join(templatesFolder, template), 'utf8').matchAll(/\{\{(\w+) [\w@.]+\}\}/g)].map(
          ([, helper]) => helper!,
        ),
      ),
    ),
  );
  expect([...used].toSorted()).toEqual(Object.keys(escapes).toSorted());
});

/** "blocks/table-new/infra/x.ts" -> ["blocks/table-new", "infra/x.ts"] */
function splitLayer(path: string): [string, string] {
  const parts = path.split('/');
  const depth = { project: 1, locks: 3 }[parts[0]!] ?? 2;
  return [parts.slice(0, depth).join('/'), parts.slice(depth).join('/')];
}
