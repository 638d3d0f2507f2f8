import { expect, it } from '@jest/globals';
import type { LocalStack, ProbeAnswer } from '../../.stream-pipeline/runtime/runtime.cjs';
import { attacks } from '../../delivery/attacks.ts';
import { sampleLogs } from '../../delivery/sample-logs.ts';
import { callsOf } from '../../delivery/table-calls.ts';
import { Evaluator } from '../../processors/evaluator/evaluator.ts';
import { publication } from '../../processors/evaluator/publication.ts';
import { messageOf } from '../../processors/lib/detector/alert-text.ts';
import { defaultCoolDown } from '../../processors/lib/detector/cool-down.ts';
import { TableRows } from '../../processors/lib/detector/rows.ts';
import { readDelays } from '../../processors/lib/detector/source-delays.ts';
import { deployed } from './deployed.ts';
import { createDetector, createIngest } from './subject.ts';
import { createWorld } from './world.ts';

const minute = 60_000;
const { SOURCE_DELAYS, ALERT_LINK } = deployed('AWS::Lambda::Function', 'Evaluator')['Environment'].Variables;
const always = { remaining: () => 30_000 };
const sound = { broken: 0, truncated: 0, foreign: 0, old: 0, long: 0 };

/** Sample logs come in, and the evaluator runs each minute as its handler wires it. */
async function begun() {
  const world = await createWorld({ seed: 1, rules: {}, outages: [], createIngest, createDetector });
  const { clock, table, topic, pipeline } = world;
  const evaluator = new Evaluator(
    new TableRows(callsOf(table), 'counts'),
    {
      delays: readDelays(SOURCE_DELAYS),
      coolDown: defaultCoolDown,
      longestWait: 30 * minute,
      tell: async (alert) => {
        const { Subject, Message } = publication(
          topic.arn,
          messageOf(alert, { stage: 'dev', link: 'https://look/{from}' }),
        );
        const { default: message, email } = JSON.parse(Message!) as { default: string; email: string };
        await topic.publish({ message, subject: Subject, byProtocol: { email } });
      },
    },
    clock,
  );
  const samples = sampleLogs(1, sound, () => clock.now());
  const passes = async (minutes: number): Promise<void> => {
    for (let nth = 0; nth < minutes * 12; nth++) {
      const { key, body } = samples.next().value;
      world.raw.write(key, body);
      await clock.advance(minute / 12);
      if (nth % 12 === 11) expect((await clock.run(evaluator.run(always))).problems).toEqual([]);
    }
  };
  const ask = (id: string, input: string): Promise<ProbeAnswer> =>
    clock.run(pipeline.probes.find((probe) => probe.id === id)!.ask({} as LocalStack, input));
  return { ...world, passes, ask };
}

it('links messages to the dashboard of the time', () => expect(JSON.stringify(ALERT_LINK)).toContain('start={from}'));

it.each(attacks)('tells of an attack, after a quarter of an hour of samples: $id', async ({ id, requests }) => {
  const { passes, ask, topic, account, settled } = await begun();
  await passes(15 + 5);
  const before = topic.published().length;
  const { failed, raw } = await ask('attack', id);
  expect([failed, before]).toEqual([false, 0]);
  const { source, group, history } = raw as { source: string; group: string; history: string };
  expect(history).toMatch(/quiet minutes were written into its table/);
  await passes(20);
  const messages = topic.published().map(({ message }) => JSON.parse(message) as Record<string, unknown>);
  expect(messages).toEqual([expect.objectContaining({ source, groups: [group], complete: true })]);
  const { rows, summary } = await ask('alerts', '');
  expect(summary).toBe('1 message on the topic; 1 delivered to subscribers, 0 not');
  const [{ expected, seen, contributors, link }] = rows as [Record<string, unknown>];
  expect(link).toMatch(/^https:\/\/look\/2026-/);
  expect(Number(seen)).toBeGreaterThan(3 * Number(expected));
  expect((contributors as { client: string; requests: number }[]).length).toBeGreaterThan(0);
  await settled();
  expect(account.differences()).toEqual([]);
  expect((await ask('attack', id)).raw).toMatchObject({
    history: expect.stringContaining('nothing was added'),
    told: expect.stringContaining(`people have heard of ${group}`),
    requests: 2 * requests,
  });
});

it('changes nothing for an attack that there is not', async () => {
  const { ask, raw, table } = await begun();
  expect(await ask('attack', 'siege')).toMatchObject({ failed: true, summary: expect.stringContaining('"siege"') });
  expect([raw.contents('').length, table.items()]).toEqual([0, []]);
});

it('shows the messages of the topic that have some words', async () => {
  const { ask, topic, clock } = await begun();
  await clock.run(topic.publish({ message: '{"link":"a"}', byProtocol: { email: 'requests fail' } }));
  await clock.run(topic.publish({ message: '{"link":"b"}', byProtocol: { email: 'requests are denied' } }));
  expect((await ask('alerts', 'FAIL')).rows).toMatchObject([{ link: 'a' }]);
  expect((await ask('alerts', '')).rows).toMatchObject([{ link: 'b' }, { link: 'a' }]);
});
