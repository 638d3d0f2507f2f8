import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { releases, workspaceOf } from '../portal/workspace.ts';

const jest = join(import.meta.dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');

it.each(releases)('the tests that a portal has of its own load the module as CommonJS: %s release', (release) => {
  const workspace = workspaceOf(release);
  cpSync(join(import.meta.dirname, 'own-tests', 'generate.test.cjs'), join(workspace, 'generate.test.cjs'));
  const config = { testMatch: ['<rootDir>/generate.test.cjs'], transform: {} };
  // a backend that does not start leaves something open; without the flags that this repository's own tests need for ES modules
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, '--rootDir', workspace, '--config', JSON.stringify(config), '--forceExit'],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
  expect(stderr).toContain('7 passed');
});
