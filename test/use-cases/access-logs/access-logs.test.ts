import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProject, type Ended } from '../../local/local-project.ts';
import { buildFolder } from '../../matrix/assemble.ts';
import { complaintsOf } from '../../matrix/complaints.ts';
import { problemsIn } from '../../matrix/file-problems.ts';
import type { Synthesized } from '../../matrix/synthesize.ts';
import { edited, stepsOf } from '../../workshop/steps.ts';

/** The use case is not offered yet: its projects go through what those of others go through, here. */
jest.setTimeout(900_000);
const folder = join(buildFolder, 'access-logs');
const every = 'access-logs+cloudfront-vpc-flow-alb-api-gateway-application';
/** Every source together, with each form of addresses and every sink, and sources alone. */
const ids = [
  `${every}+plain+streaming`,
  `${every}+masked+none`,
  `${every}+hashed+none`,
  'access-logs+alb+plain+none',
  'access-logs+vpc-flow-application+masked+streaming',
];
const folderOf = (id: string): string => join(folder, id);
let project: LocalProject;
const node = (...args: string[]): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, NODE_OPTIONS: '' },
  });

beforeAll(() => {
  expect(JSON.parse(node(join(import.meta.dirname, 'make.ts'), folder, ...ids))).toHaveLength(ids.length);
  project = new LocalProject(folderOf(ids[0]!));
});
afterAll(() => project.killAll());

const filesOf = (id: string): string[] =>
  readdirSync(folderOf(id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folderOf(id).length + 1))
    .filter((path) => !/^(dist|cdk\.out|\.local)\//.test(path));

it.each(ids)('compiles, is linted and formatted, and has links that lead somewhere: %s', async (id) => {
  const code = filesOf(id).filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('.stream-pipeline/'));
  const written = code.filter((path) => !path.startsWith('contract/derived/'));
  expect(await complaintsOf('typescript/bin/tsc', ['-p', '.'], folderOf(id))).toBe('');
  expect(await complaintsOf('oxlint/bin/oxlint', ['--deny-warnings', ...written], folderOf(id))).toBe('');
  const check = ['--check', '--log-level', 'warn', ...written];
  expect(await complaintsOf('prettier/bin/prettier.cjs', check, folderOf(id))).toBe('');
  expect(filesOf(id).flatMap((path) => problemsIn(folderOf(id), path))).toEqual([]);
});

it('has files for the sources that were chosen, and for no other', () => {
  const formats = filesOf('access-logs+alb+plain+none').filter((path) =>
    /access-event\/(alb|vpc-flow|cloudfront)\.ts$/.test(path),
  );
  expect(formats).toEqual(['processors/lib/access-event/alb.ts']);
});

it('synthesizes in both stages, and keeps every rule', () => {
  const results = JSON.parse(
    node(join(import.meta.dirname, '..', '..', 'matrix', 'synthesize.ts'), ...ids.map(folderOf)),
  ) as Synthesized[];
  expect(results).toHaveLength(2 * ids.length);
  expect(results.filter(({ findings }) => findings.length > 0)).toEqual([]);
});

it.each(ids)('passes its own tests: %s', async (id) => {
  const infra = id.endsWith('+hashed') ? ['test/infra'] : [];
  const some = id === ids[0] ? [] : ['test/unit', 'test/delivery', ...infra];
  expect(await complaintsOf('jest/bin/jest.js', ['--ci', '--silent', ...some], folderOf(id))).toBe('');
});

describe('on this machine', () => {
  const check = ['--check', '--events', '300'];

  it('accounts for every line', async () => {
    const { code, out } = await project.run('local', ...check);
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
  });

  it('finds the mistake of its workshop', async () => {
    const steps = stepsOf(readFileSync(join(project.folder, 'docs', 'workshop.md'), 'utf8'));
    const [edit] = steps.filter((step) => step.kind === 'edit');
    const file = join(project.folder, edit!.file);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, edited(before, edit!.lines));
    const { code, out } = await project.run('local', ...check);
    writeFileSync(file, before);
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });

  it('is attacked, seeded and replayed while it runs, and tells of the attack', async () => {
    const live = project.start('local', ['--events', '200', '--rate', '200', '--speed', '20']);
    await live.says(/runs on this machine/);
    const attack = await project.run('ask', 'attack');
    expect(attack).toMatchObject({ code: 0, err: expect.stringMatching(/^Put 2 logs with 960 requests /) });
    expect(attack.out).toMatch(/60 quiet minutes were written into its table/);
    expect(await project.run('seed', '--stage', 'local')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Put 40 logs into /),
    });
    expect(await project.run('backfill', '--stage', 'local', '--rate', '500')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Sent \d{2,} objects, /),
    });
    let listed = '';
    for (let tries = 0; tries < 60 && !/records? (is|are) parked/.test(listed); tries++)
      listed = (await project.run('replay', 'list', '--stage', 'local')).out;
    expect(listed).toMatch(/^unread: \d+ records? (is|are) parked/m);
    const replayed = await project.run('replay', 'run', '--stage', 'local');
    expect([replayed.code, replayed.err]).toEqual([0, '']);
    let alerts: Ended | undefined;
    for (let tries = 0; tries < 120 && !alerts?.err.startsWith('1 message'); tries++)
      alerts = await project.run('ask', 'alerts');
    expect(alerts?.err).toMatch(/^1 message on the topic; nobody is subscribed/);
    const [{ subject, message }] = JSON.parse(alerts!.out) as [{ subject: string; message: string }];
    expect(subject).toMatch(/^sample-project-dev: [\w-]+ \/login: requests are denied$/);
    const alert = JSON.parse(message) as { expected: number; seen: number; contributors: object[] };
    expect(alert).toMatchObject({
      kind: 'denied',
      groups: ['/login'],
      window: { from: expect.stringMatching(/:00\.000Z$/), to: expect.stringMatching(/:00\.000Z$/) },
      link: expect.stringContaining('#dashboards/dashboard/sample-project-dev?start='),
    });
    expect([alert.expected < 0.2, alert.seen > 0.9, alert.contributors.length]).toEqual([true, true, 5]);
    live.child.kill('SIGINT');
    // a record on its way carries several events: none of them is lost for that
    expect((await live.ended).out).toMatch(/ entered = .* \+ 0 lost$/m);
  });
});
