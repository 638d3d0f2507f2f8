import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { outputSchema } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/output-schema.ts';
import { portalConfig } from '../../backstage-templates/portal/config.ts';
import { parsePolicy } from '../../generators/core/api.ts';
import { templatesOf } from './wizard.ts';

/** docs/backstage.md says what the local portal does: whoever follows it gets what the tests of the portal have tried. */
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'backstage-templates');
const textOf = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const page = textOf('docs', 'backstage.md');

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)\n *\`\`\`$`, 'gm'))].map(([, indent, block]) =>
    block!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
const firstColumn = (heading: string) =>
  [
    ...page
      .slice(page.indexOf(heading))
      .split('\n\n')[0]!
      .matchAll(/^\| (`.+?`(?:, `.+?`)*) \|/gm),
  ].flatMap(([, cell]) => cell!.replaceAll('`', '').split(', '));
const versionIn = (...path: string[]) =>
  (JSON.parse(textOf('backstage-templates', ...path)) as { dependencies: Record<string, string> }).dependencies[
    '@backstage/plugin-scaffolder-node'
  ];

it('adds to the backend what the local portal adds', () => {
  const lines = blocks('ts')
    .join('\n')
    .split('\n')
    .filter((line) => line && !line.startsWith('//'));
  expect(lines.length).toBe(1);
  for (const line of lines) expect(readFileSync(join(folder, 'portal', 'backend.ts'), 'utf8')).toContain(line);
});

it('allows and reads what the local portal allows and reads', () => {
  const [catalog, policy] = blocks('yaml').map((block) => parse(block) as Record<string, any>);
  const tried = portalConfig({ port: 1, gitHost: { name: '', origin: '' }, templates: '' }).catalog;
  const { rules, locations } = catalog!['catalog'] as typeof tried;
  expect([...rules[0]!.allow].sort()).toEqual([...tried.rules[0]!.allow].sort());
  const { target: _, ...read } = tried.locations[0]!;
  expect(locations[0]).toMatchObject(read);
  expect(parsePolicy(policy!['streamPipeline'].policy)).toMatchObject({ ok: true });
});

it('names every template and every output', () => {
  expect(firstColumn('| template |')).toEqual([...templatesOf().keys()]);
  expect(firstColumn('| output |').sort()).toEqual([...outputSchema.required].sort());
});

it('has archives of the names that npm pack gives', () => {
  for (const path of ['.', 'backstage-templates/scaffolder-backend-module-stream-pipeline']) {
    const { name, version } = JSON.parse(textOf(path, 'package.json')) as { name: string; version: string };
    expect(page).toContain(`archives/${name}-${version}.tgz`);
  }
});

describe('the versions', () => {
  it('are the range of the module', () => {
    expect(page).toContain(`\`${versionIn('scaffolder-backend-module-stream-pipeline', 'package.json')}\``);
  });

  it.each([['releases', 'oldest'], ['.'], ['releases', 'newest']])('are those that are installed: %s %s', (...path) => {
    expect(page).toContain(`| ${versionIn(...path, 'package.json')} |`);
  });
});
