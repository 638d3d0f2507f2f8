import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { renderProject } from '../../../generators/core/api.ts';
import { answersWith } from '../../core/answers-with.ts';
import { LocalProject, type Ended } from '../../local/local-project.ts';

jest.setTimeout(600_000);
const useCase = 'access-logs';

it('has files for the sources that were chosen, and for no other', () => {
  const files = renderProject(answersWith({ useCase, sources: ['alb'] })).map(({ path }) => path);
  expect(files.filter((path) => /access-event\/(alb|vpc-flow|cloudfront)\.ts$/.test(path))).toEqual([
    'processors/lib/access-event/alb.ts',
  ]);
  expect(files.filter((path) => /docs\/source-/.test(path))).toEqual(['docs/source-alb.md']);
});

describe('on this machine, with a warehouse and hashed addresses', () => {
  let project: LocalProject;
  beforeAll(() => {
    project = LocalProject.with(
      'access-logs-everything',
      answersWith({ useCase, warehouse: 'streaming', clientAddresses: 'hashed' }),
    );
  });
  afterAll(() => project.killAll());

  it('accounts for every line', async () => {
    const { code, out } = await project.run('local', '--check', '--events', '300');
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
    for (const sink of ['lake', 'counts', 'search', 'warehouse']) expect(out).toContain(`  ${sink}\n`);
  });
});

describe('on this machine, with the lake alone', () => {
  let project: LocalProject;
  beforeAll(() => {
    project = LocalProject.with('access-logs-live', answersWith({ useCase, search: 'none' }));
  });
  afterAll(() => project.killAll());

  it('is attacked, seeded, backfilled and replayed while it runs, and tells of the attack', async () => {
    const live = project.start('local', ['--events', '200', '--rate', '200', '--speed', '10']);
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
    for (let tries = 0; tries < 120 && !alerts?.err.startsWith('1 message'); tries++) {
      // asking costs more than what is asked about
      await setTimeout(1_000);
      alerts = await project.run('ask', 'alerts');
    }
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
