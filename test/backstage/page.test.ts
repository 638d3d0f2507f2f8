import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { outputSchema } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/output-schema.ts';
import { portalConfig, templateUpdate } from '../../backstage-templates/portal/config.ts';
import { parsePolicy } from '../../generators/core/api.ts';
import { templatesOf } from './wizard.ts';

/** docs/backstage.md describes what the local portal does, which the tests of the portal try. */
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
  expect(lines.length).toBe(3);
  for (const line of lines) expect(readFileSync(join(folder, 'portal', 'backend.ts'), 'utf8')).toContain(line);
});

it('configures what the local portal configures', () => {
  const [catalog, policy, synchronisation] = blocks('yaml').map((block) => parse(block) as Record<string, any>);
  const tried = portalConfig({ port: 1, gitHost: { name: '', origin: '' }, templates: '' }).catalog;
  const { rules, locations } = catalog!['catalog'] as typeof tried;
  expect([...rules[0]!.allow].sort()).toEqual([...tried.rules[0]!.allow].sort());
  const { target: _, ...read } = tried.locations[0]!;
  expect(locations[0]).toMatchObject(read);
  expect(parsePolicy(policy!['streamPipeline'].policy)).toMatchObject({ ok: true });
  expect(synchronisation!['scaffolder']).toEqual({ notifications: { templateUpdate } });
});

it('names every template and every output', () => {
  expect(firstColumn('| template |')).toEqual([...templatesOf().keys()]);
  expect(firstColumn('| output |').sort()).toEqual([...outputSchema.required].sort());
});

it('names the archives as npm pack does', () => {
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

it('gives the versions of template synchronisation', () => {
  const { dependencies } = JSON.parse(textOf('backstage-templates', 'package.json')) as {
    dependencies: Record<string, string>;
  };
  const processor = '@backstage-community/plugin-catalog-backend-module-scaffolder-relation-processor';
  expect(page).toContain(`scaffolder-relation-processor ${dependencies[processor]}`);
  const template = parse(textOf('backstage-templates', 'dynamodb-search', 'template.yaml')) as Record<string, any>;
  const { version } = JSON.parse(textOf('package.json')) as { version: string };
  const annotation = String(template['metadata'].annotations['backstage.io/template-version']);
  expect(page).toContain(`\`${annotation}\` for version ${version}`);
});
