import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { root, temporaryFolder } from '../cli/command.ts';

const module = join(root, 'backstage-templates', 'scaffolder-backend-module-stream-pipeline');

interface Manifest {
  scripts: Record<string, string>;
  [field: string]: unknown;
}
const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** What `npm publish` runs first, in the folder of a package. */
const checkRelease = (cwd: string) =>
  spawnSync(process.execPath, [join(root, 'scripts', 'check-release.ts')], { cwd, encoding: 'utf8' });

function folderWith(manifest: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

it.each([
  ['the generator', root],
  ['the Backstage module', module],
])('npm publish checks the addresses of %s first', (_, folder) => {
  expect(manifestIn(folder).scripts['prepublishOnly']).toMatch(/ (\.\.\/\.\.\/)?scripts\/check-release\.ts$/);
});

it.each([
  ['the generator', root],
  ['the Backstage module', module],
])('refuses to publish %s with addresses that are not filled in', (_, folder) => {
  const placeholder = folderWith({
    ...manifestIn(folder),
    homepage: 'https://github.com/OWNER/generator-stream-pipeline#readme',
  });
  const { status, stderr } = checkRelease(placeholder);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /package\.json: .*homepage.* not filled in\. Replace OWNER with the GitHub account that owns the repository, then publish again\.\n$/,
  );
});

it('refuses to publish a package without an address', () => {
  const { homepage: _, ...rest } = filled(root);
  expect(checkRelease(folderWith(rest))).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/: homepage is not/),
  });
});

it.each([
  ['the generator', root],
  ['the Backstage module', module],
])('lets %s through once its addresses are filled in', (_, folder) => {
  expect(Object.keys(manifestIn(folder))).toEqual(expect.arrayContaining(['repository', 'homepage', 'bugs']));
  expect(checkRelease(folderWith(filled(folder)))).toMatchObject({ status: 0, stderr: '' });
});

const filled = (folder: string) =>
  JSON.parse(JSON.stringify(manifestIn(folder)).replaceAll('OWNER', 'acme')) as Manifest;
