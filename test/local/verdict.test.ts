import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from './local-project.ts';

jest.setTimeout(180_000);

let project: LocalProject;
beforeAll(async () => {
  project = LocalProject.with('verdict', {});
  // the first run synthesizes
  const { code } = await project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50');
  expect(code).toBe(0);
});
afterAll(() => project.killAll());

const quickly = ['--check', '--events', '400', '--rate', '400', '--speed', '50'];

describe('the verdict of a check', () => {
  it('a function that swallows what it cannot index loses events, and the run names them', async () => {
    const swallow = (text: string) => text.replace(/await \w+\.send\(new \w+\(\{Bucket:.*?\}\)\)/, 'await 0');
    const { code, out, err } = await project.withChanged(project.bundleOf('batchItemFailures'), swallow, () =>
      project.run('local', ...quickly, '--seed', '7'),
    );
    expect(code).toBe(1);
    expect(out).not.toMatch(/^ {2}lost +0 /m);
    expect(err).toMatch(/^Lost \(\d+\)\n {2}(.+\n {2})*unreadable .+, on the way to index$/m);
    expect(err).toMatch(/^Lost \(\d+\)\n( {2}.+\n)* {2}\S+ at \d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z, on the way to index$/m);
    expect(err).toMatch(/^Repeat this run: npm run local -- --check --seed 7 --events 400 --rate 400 --speed 50$/m);
    const [verdict] = out.split('\n');
    expect(verdict).toMatch(/^FAILED: [1-9]\d* of \d+ lost/);
    expect(out.endsWith(`\n${verdict}\n`)).toBe(true);
  });

  it('a search API that finds what was removed is noticed', async () => {
    const { code, err } = await project.withChanged(
      project.bundleOf('must_not'),
      (text) => text.replaceAll(/must_not:\[\w+\]/g, 'must_not:[]'),
      () => project.run('local', ...quickly, '--seed', '7'),
    );
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Wrong answers \(\d+\)\n( {2}.*\n)* {2}a search without parameters finds \d+ items instead of \d+$/m,
    );
  });

  it('comes in time when a function reports the same record as failed for ever', async () => {
    const endless = (text: string) =>
      text.replace(
        /batchItemFailures:(\w+)===void 0\?\[\]:\[\{itemIdentifier:\1\}\]/,
        'batchItemFailures:[{itemIdentifier:"1"}]',
      );
    const { code, out, err } = await project.withChanged(project.bundleOf('batchItemFailures'), endless, () =>
      project.run('local', '--check', '--events', '40', '--rate', '400', '--speed', '50'),
    );
    expect(code).toBe(1);
    const [verdict] = out.split('\n');
    expect(verdict).toMatch(
      /^FAILED: 0 of \d+ lost; \d+ in flight\. Waited 30 minutes for \d+ records of Changes in function Indexer: the last of \d+ invocations reported a record as failed\.$/,
    );
    expect(out.endsWith(`\n${verdict}\n`)).toBe(true);
    expect(err).toMatch(/^Lost or in flight/m);
  });
});
