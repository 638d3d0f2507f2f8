import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { assemble, buildFolder, projects } from './projects.ts';

const jest = join(import.meta.dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');

/** With the combination that is installed (test/installed), these have every block, and events of other people. */
const chosen = ['dynamodb-search+existing+domain+iam+keep', 'own-contract-order', 'own-contract-reading'];

it.each(chosen)(
  'a project passes its own tests: %s',
  async (id) => {
    const folder = join(buildFolder, 'project-tests', id);
    assemble(
      folder,
      projects().filter((project) => project.id === id),
    );
    const env = { ...process.env, NODE_OPTIONS: '' };
    const run = promisify(execFile)(process.execPath, [jest, '--ci', '--silent'], {
      cwd: join(folder, id),
      env,
      maxBuffer: 1e8,
    });
    const { stderr } = await run.catch((error: { stderr: string }) => error);
    expect(stderr).toMatch(/^Tests: +\d{3} passed, \d{3} total$/m);
  },
  240_000,
);
