import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useCases } from '../../generators/core/api.ts';
import { versionsFor } from '../../generators/core/versions.ts';

const root = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
const own = { ...manifest['dependencies'], ...manifest['devDependencies'] };

it.each(useCases.flatMap(({ id }) => Object.entries(versionsFor(id)).map(([name, version]) => [name, version, id])))(
  '%s %s, which projects of %s get, is what this repository checks them with',
  (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(own[name!]).toBe(version);
  },
);

it('has exact versions of its own, so that nothing changes unasked', () => {
  expect(Object.entries(own).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
