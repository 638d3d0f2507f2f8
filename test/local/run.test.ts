import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ProbeAnswer, ViewState } from '../../runtime/view/state.ts';
import { LocalProject } from './local-project.ts';
import { listening, listeningOf } from './processes.ts';

jest.setTimeout(180_000);

let project: LocalProject;
beforeAll(async () => {
  project = LocalProject.with('run', {});
  // the first run synthesizes
  const first = await project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50');
  expect(first).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^Synthesizing: the sources or cdk\.out changed since the last run\.\n/),
  });
});
afterAll(() => project.killAll());

interface Sink {
  sink: string;
  delivered: number;
  superseded: number;
  parked: number;
  planted: number;
  dropped: number;
  lost: number;
  duplicates: number;
  lostIds: string[];
}

interface Report {
  fed: number;
  events: number;
  verdict: Record<'entered' | 'delivered' | 'superseded' | 'parked' | 'dropped' | 'inFlight' | 'lost', number>;
  sinks: Sink[];
  afterReplay: Sink[];
  faults: Record<string, number>;
  newest: { index: Record<string, string> };
  differences: string[];
  validButParked: string[];
  probes: string[];
  unused: { component: string; action: string }[];
  notModelled: string[];
}

const quickly = ['--check', '--events', '400', '--rate', '400', '--speed', '50'];

async function reportOf(...args: string[]): Promise<Report> {
  const { code, out, err } = await project.run('local', ...quickly, '--json', ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Report;
}

describe('a check', () => {
  let report: Report;
  beforeAll(async () => {
    report = await reportOf('--seed', '7');
  });

  it('accounts for every event, under faults that did strike', () => {
    for (const index of [...report.sinks, ...report.afterReplay]) {
      expect(index).toMatchObject({ sink: 'index', lost: 0, duplicates: 0, lostIds: [] });
      expect(index.delivered + index.superseded + index.parked + index.dropped).toBe(report.events);
      expect(index.delivered).toBeGreaterThan(20);
      expect(index.superseded).toBeGreaterThan(20);
      expect(index.parked).toBeGreaterThan(5);
    }
    const [before] = report.sinks;
    const { delivered, superseded, parked, dropped, lost } = before!;
    expect(report.verdict).toEqual({
      entered: report.events,
      delivered,
      superseded,
      parked,
      dropped,
      lost,
      inFlight: 0,
      sinks: [],
    });
    // no replay helps what the check has made wrong, and nothing else stays parked
    const [after] = report.afterReplay;
    expect(after!.planted).toBe(after!.parked);
    expect(report.fed).toBe(400);
    expect(report.events).toBeLessThan(400);
    expect(report.faults['table.same-time']).toBeGreaterThan(10);
    expect(Object.keys(report.faults).length).toBeGreaterThan(8);
    expect([report.differences, report.validButParked, report.probes]).toEqual([[], [], []]);
  });

  it('knows every resource of the stack, and every permission was enough', () => {
    expect(report.notModelled).toEqual([]);
    expect(report.unused).not.toContainEqual(expect.objectContaining({ component: 'Indexer', action: 's3:PutObject' }));
  });

  it('injects the same faults into the changes of the same seed, which end the same', async () => {
    const again = await reportOf('--seed', '7');
    const ofChanges = ({ faults }: Report) =>
      Object.fromEntries(['stream.reorder', 'stream.delay'].map((point) => [point, faults[point]]));
    expect(ofChanges(again)).toEqual(ofChanges(report));
    expect(again.newest).toEqual(report.newest);
    expect(new Set(Object.values(report.newest.index))).toEqual(new Set(['delivered', 'parked']));
  });
});

it('reports progress, and prints a ledger that begins and ends with the verdict', async () => {
  const { code, out, err } = await project.run('local', ...quickly, '--seed', '8');
  expect(code).toBe(0);
  const [verdict, equation, title] = out.split('\n');
  expect(verdict).toMatch(/^PASSED: \d+ accepted, 0 lost$/);
  const [entered, delivered, superseded, parked] = equation!.match(/\d+/g)!.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  expect(equation).toBe(
    `${entered} entered = ${delivered} delivered + ${superseded} superseded + ${parked} parked + 0 dropped + 0 in flight + 0 lost`,
  );
  expect(delivered + superseded + parked).toBe(entered);
  expect(title).toMatch(/^Ledger of \d+ events under the faults of seed 8$/);
  expect(out).toMatch(/^ {2}lost +0 /m);
  expect(out).not.toMatch(/^Stand-ins|^Permissions/m);
  expect(out.endsWith(`\n${verdict}\n`)).toBe(true);
  const [first, ...others] = err.trimEnd().split('\n');
  expect(first).toBe('Starting the functions');
  expect(others.length).toBeGreaterThan(0);
  for (const line of others)
    expect(line).toMatch(
      /^(Feeding|Waiting for \d+ records?|Replaying what is parked|Trying the search|Running the schedule of Purge): \d+ of 400 fed, \d+ events? accepted, \d+ faults?, outage [0-4] of 4$/,
    );
});

/** A template whose search API may use none of the search engine's actions. */
function withoutSearches(template: string): string {
  const { Resources, ...rest } = JSON.parse(template) as {
    Resources: Record<string, { Type: string; Properties: { PolicyDocument: { Statement: { Action: unknown }[] } } }>;
  };
  for (const [id, { Type, Properties }] of Object.entries(Resources))
    if (Type === 'AWS::IAM::Policy' && id.startsWith('Api')) {
      const { PolicyDocument } = Properties;
      PolicyDocument.Statement = PolicyDocument.Statement.filter(
        ({ Action }) => !JSON.stringify(Action).includes('aoss:'),
      );
    }
  return JSON.stringify({ Resources, ...rest });
}

describe('what is not right', () => {
  it('a search API whose role does not let it search ends the check with the name of the permission', async () => {
    const { code, err } = await project.withChanged('sample-project-dev.template.json', withoutSearches, () =>
      project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50'),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/^FAILED: the role of Api does not allow aoss:\w+ on /m);
  });

  it('what somebody else has synthesized meanwhile, perhaps of other sources, is not run', async () => {
    const manifest = join(project.outFolder, 'sample-project-dev.assets.json');
    const small = ['--check', '--events', '20', '--rate', '1000', '--speed', '50'];
    const unchanged = await project.run('local', ...small);
    expect(unchanged.code).toBe(0);
    expect(unchanged.err).not.toContain('Synthesizing');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"path": "asset\.\w/, '"path": "asset.x'));
    const { code, err } = await project.run('local', ...small);
    expect(code).toBe(0);
    expect(err).toMatch(/^Synthesizing: the sources or cdk\.out changed since the last run\.\n/);
  });

  it('a bundle that cannot be loaded ends the run at once', async () => {
    const { code, err } = await project.withChanged(
      project.bundleOf('batchItemFailures'),
      (text) => `import 'nothing-of-this-name';${text}`,
      () => project.run('local', ...quickly),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/cannot be loaded: Error \[ERR_MODULE_NOT_FOUND\]/);
  });

  it('a function that cannot run here ends the run at once, with nothing left behind', async () => {
    const { code, err } = await project.withChanged(
      'sample-project-dev.template.json',
      (text) => text.replace('nodejs24.x', 'python3.13'),
      () => project.run('local', ...quickly),
    );
    expect(code).toBe(1);
    expect(err).toMatch(
      /^No local engine for \w+: only Node\.js functions from the assembly can run here, and this is python3\.13$/m,
    );
    expect(existsSync(join(project.folder, '.local', 'journal.lock'))).toBe(false);
  });

  it('a role that may not write to the index fails the run, and the permission is named', async () => {
    const { code, err } = await project.withChanged(
      'sample-project-dev.template.json',
      (text) => text.replaceAll('aoss:WriteDocument', 'aoss:ReadDocument'),
      () => project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50'),
    );
    expect(code).toBe(1);
    expect(err).toMatch(
      /^FAILED: the role of Indexer does not allow aoss:WriteDocument on index\/sample-project-dev\/product/m,
    );
  });

  it('a resource without a local engine is listed', async () => {
    const unknown = { Type: 'AWS::Timestream::Database', Properties: {} };
    const { code, out } = await project.withChanged(
      'sample-project-dev.template.json',
      (text) => text.replace('"Resources": {', `"Resources": { "Series": ${JSON.stringify(unknown)},`),
      () => project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}AWS::Timestream::Database \(Series\)$/m);
  });

  it('a run that was not there cannot be resumed', async () => {
    const { code, err } = await project.run('local', '--resume');
    expect(code).toBe(1);
    expect(err).toMatch(/^There is no run to resume/);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe('a run beside another one of the same project', () => {
  it('does not begin, and leaves that one alone', async () => {
    const first = project.start('local', []);
    await first.says(/this machine: /);
    const second = await project.run('local', ...quickly);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/^Another run of this project is in progress \(process \d+\)/m);
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(project.has('.local')).toBe(false);
  });
});

describe('a run that shows what happens', () => {
  it('listens on loopback only, searches through the deployed API, and leaves nothing behind', async () => {
    const run = project.start('local', ['--rate', '100', '--speed', '20']);
    const [, url] = await run.says(/this machine: (http:\/\/127\.0\.0\.1:\d+)/);
    const state = async () => (await (await fetch(`${url}/state`)).json()) as ViewState;
    const written = async () =>
      (await state()).edges.find(({ from, to }) => from === 'Indexer' && to === 'Engine')!.count;
    while ((await written()) < 50) await setTimeout(50);

    const opened = listeningOf(run.child.pid!);
    expect(opened.length).toBeGreaterThanOrEqual(2);
    // 127.0.0.1 in the byte order of /proc
    expect(opened.filter(({ address }) => !address.startsWith('0100007F:'))).toEqual([]);

    // a busy engine is answered with 503, and somebody asks again
    let found: ProbeAnswer;
    do found = (await (await fetch(`${url}/probe?id=search&input=pageSize=5`)).json()) as ProbeAnswer;
    while (found.failed || found.rows.length === 0);
    expect(found.summary).toMatch(/^[\d,]+ results?$/);

    while ((await state()).parked.length < 4) await setTimeout(50);
    const { verdict, nodes, parked } = await state();
    const node = (named: string) => nodes.find(({ name }) => name === named)!;
    // a search whose time is over before it gets to the engine goes in, and not out
    expect(node('Api').out).toBeGreaterThan(0);
    expect(node('Api').in).toBeGreaterThanOrEqual(node('Api').out);
    expect(node('Users').out).toBe(node('Api').in);
    const { delivered, superseded } = node('Indexer');
    expect(delivered).toBeGreaterThan(0);
    expect(superseded).toBeGreaterThan(0);
    // what is done again after a function was stopped is counted again
    expect(node('Indexer').parked).toBeGreaterThanOrEqual(parked.length);
    expect(verdict.entered).toBeGreaterThan(0);
    expect(verdict.lost).toBe(0);
    const times = parked.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => other - one));

    const stopped = performance.now();
    run.child.kill('SIGINT');
    const { code, signal, out } = await run.ended;
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(performance.now() - stopped).toBeLessThan(60_000);
    expect(out).toMatch(/^[\d,]+ entered = [\d,]+ delivered \+ .* in flight \+ 0 lost$/m);
    expect(out).not.toMatch(/^Stand-ins/m);
    expect(listening().filter(({ inode }) => opened.some((each) => each.inode === inode))).toEqual([]);
    expect(project.has('.local')).toBe(false);
  });
});
