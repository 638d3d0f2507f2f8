import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProject } from '../../local/local-project.ts';

/** The project whose analysis is a Flink job, with npm alone: no JVM, and no jar. */
jest.setTimeout(600_000);

let project: LocalProject;
const check = ['--check', '--events', '600', '--rate', '200', '--speed', '20'];
const job = 'delivery/click-analysis-job.ts';

beforeAll(() => {
  project = LocalProject.with('clickstream-flink', { useCase: 'clickstream', analytics: 'flink' });
});
afterAll(() => project.killAll());

/** What a check says with the stand-in of the job in another form. */
const checkedWith = (find: string, replace: string) =>
  project.withSource(job, find, replace, () => project.run('local', ...check));

it('accounts for every event, and says what stands for the job', async () => {
  const { code, out } = await project.run('local', ...check, '--verbose');
  expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: \d+ accepted, 0 lost$/m)]);
  expect(out).toContain('Managed Flink: the program of the job does not run, as it needs a JVM');
});

it('finds events that the stand-in has left out', async () => {
  const { code, out } = await checkedWith(
    'async take(record: StreamRecord): Promise<void> {',
    // by the record, and not by a counter: however long the run takes, and whatever is read again, these are left out
    "$&\n    if (record.sequenceNumber.endsWith('7')) return;",
  );
  expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: /m)]);
});

it('finds offers that the stand-in does not make', async () => {
  const { code, out } = await checkedWith('outcome.offers.push(...offers.map(', '[].push(...offers.slice(99).map(');
  expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: /m)]);
});

it('is published with a jar alone, and says what to do without one', () => {
  const assembly = join(project.folder, 'cdk.out');
  const list = readdirSync(assembly).find((name) => name.endsWith('-dev.assets.json'))!;
  const { files } = JSON.parse(readFileSync(join(assembly, list), 'utf8')) as {
    files: Record<string, { source: { executable?: string[] } }>;
  };
  const commands = Object.values(files).flatMap(({ source }) => source.executable ?? []);
  expect(commands.join(' ')).toContain('mvn -f analytics package');
});
