import { beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { oddContracts, widest } from './odd-contracts.ts';

const folder = join(buildFolder, 'contracts');
const jest = join(import.meta.dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
const ids = oddContracts.map(({ id }) => id);

/** Below the repository, where all projects find one set of dependencies. */
beforeAll(() => {
  assemble(
    folder,
    [...oddContracts, widest].map(({ id, schema }) => ({ id, answers: answersWith({ contract: schema }) })),
  );
});

/** What a program prints, however it ends. */
async function said(id: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const options = { cwd: join(folder, id), env: { ...process.env, NODE_OPTIONS: '', ...env }, maxBuffer: 1e8 };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args], options).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return stdout + stderr;
}

const ownTests = (...suites: string[]) => [jest, '--ci', '--silent', '--maxWorkers=100%', ...suites];

/** Long tests in which nothing depends on the contract; they run where projects are installed. */
const withoutContract = ['large-answers', 'commands', 'preflight', 'failure-bucket', 'http-fetch', 'custom-resource'];
const left = withoutContract.map((name) => `--testPathIgnorePatterns=/unit/${name}\\.test`);

// each under the faults of a seed of its own, which the others have not
it.each(ids.map((id, nth) => [id, nth + 1] as const))(
  'a project passes its own tests of code and delivery: %s, seed %d',
  async (id, seed) => {
    const text = await said(id, [...ownTests('test/unit', 'test/delivery'), ...left], { SEED: String(seed) });
    expect(text).toMatch(/^Tests: +(\d{3,}) passed, \1 total$/m);
  },
);

it('a project passes its own tests of the search API where a search may have one word', async () => {
  const text = await said(widest.id, ownTests('test/unit/search-api', 'test/unit/query'));
  expect(text).toMatch(/^Tests: +(\d{2,}) passed, \1 total$/m);
});

// what the contract changes in the stack is the same in all of them: a key of one field, and one of two
it.each(['linked-data', 'reference-at-root'])('a project passes its own tests of infrastructure: %s', async (id) => {
  const text = await said(id, ownTests('test/infra'));
  expect(text).toMatch(/^Tests: +(\d{2,}) passed, \1 total$/m);
});

// no text to search for, nothing to complete, numbers with many digits
it.each(['only-choices', 'only-nested', 'long-integers'])(
  'a project passes its own tests of wiring: %s',
  async (id) => {
    const text = await said(id, ownTests('test/wiring'));
    expect(text).toMatch(/^Tests: +(\d{2,}) passed, \1 total$/m);
  },
);

it.each(['free-parts', 'inherited-names', 'linked-data', 'restricted'])(
  'a project accounts for every event in its local check: %s',
  async (id) => {
    const run = '--disable-warning=ExperimentalWarning tools/local.ts --check --events 400 --rate 400 --speed 40';
    expect(await said(id, run.split(' '))).toMatch(/^PASSED: \d{3} accepted, 0 lost$/m);
  },
);
