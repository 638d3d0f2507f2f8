import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from '../../generators/core/block.ts';
import { useCases } from '../../generators/core/api.ts';
import { packageNames, packagesOfProject, versionsOf } from '../../generators/core/versions.ts';

const root = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
const own = { ...manifest['dependencies'], ...manifest['devDependencies'] };

it.each(Object.entries(versionsOf(packageNames)))(
  '%s %s, which projects get, is what this repository checks them with',
  (name, version) => {
    // releases of DuckDB's package for one version of DuckDB are told apart by -r.N
    expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
    expect(own[name]).toBe(version);
  },
);

/** The blocks that ship, and those of use cases that exist in tests only. */
const blocks = globSync('{templates,test/use-cases/*/templates}/blocks/*/block.json', { cwd: root }).map(
  (path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Block,
);

it('knows no version that nothing needs', () => {
  const needed = [
    ...packagesOfProject,
    ...blocks.flatMap(({ packages = [], packagesOfRun = [] }) => [...packages, ...packagesOfRun]),
    ...useCases.flatMap(({ packages = [] }) => packages),
  ];
  expect(new Set(needed)).toEqual(new Set(packageNames));
});

it('refuses a package that it has no version of', () => {
  expect(() => versionsOf(['left-pad'])).toThrow('left-pad: generators/core/versions.ts has no version of it');
});

it('has exact versions of its own, so that nothing changes unasked', () => {
  expect(Object.entries(own).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
