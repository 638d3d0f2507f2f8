import { describe, expect, it } from '@jest/globals';
import { alertsFor } from '../../processors/lib/detector/alert.ts';
import { messageOf } from '../../processors/lib/detector/alert-text.ts';
import { defaultCoolDown, heard, ongoing } from '../../processors/lib/detector/cool-down.ts';
import { emptyWindow, type GroupWindow } from '../../processors/lib/detector/group-window.ts';
import { publication } from '../../processors/evaluator/publication.ts';
import { SourceJudge, type GroupFinding } from '../../processors/lib/detector/source-judge.ts';
import { seeded } from '../../tools/detector-quality/random.ts';
import { minute, noon } from '../access-records.ts';

const usual: GroupWindow = {
  requests: 1000,
  failed: 2,
  denied: 30,
  bytes: 1e6,
  heaviest: 40,
  heaviestBytes: 4e4,
  newClients: 10,
};

/**
 * An hour of a group, whose last half is usual at any time, then what is changed of its windows, or that it has none:
 * what was found.
 */
function found(changes: readonly (Partial<GroupWindow> | undefined)[], rate = 1): string[][] {
  const judge = new SourceJudge();
  const { poisson } = seeded(3);
  const window = (change: Partial<GroupWindow> = {}): ReadonlyMap<string, GroupWindow> => {
    const counts = Object.entries(usual).map(
      ([name, value]) => [name, name.includes('ytes') ? value : poisson(value * rate)] as const,
    );
    return new Map([['/a', { ...usual, ...Object.fromEntries(counts), ...change }]]);
  };
  const hour = Array.from({ length: 60 }, (_, at) => judge.step(noon + (at - 60) * minute, window(), new Map()));
  expect(hour.flatMap(({ findings }) => findings)).toEqual([]);
  const { profile } = hour.at(-1)!.learned!;
  return changes.map((change, at) => {
    const start = noon + at * minute;
    const profiles = new Map(SourceJudge.slotsFor(start).map((slot) => [slot, profile]));
    return judge.step(start, change ? window(change) : new Map(), profiles).findings.map(({ kind }) => kind);
  });
}
const times = (count: number, change: Partial<GroupWindow>) => Array.from({ length: count }, () => change);
/** The place of the first window in which a kind is found; -1: none. */
const firstOf = (kind: string, all: readonly string[][]) => all.findIndex((kinds) => kinds.includes(kind));

describe('a group is unusual', () => {
  it('in its second window of an outage, not in the first', () => {
    expect(firstOf('failing', found(times(3, { failed: 500 })))).toBe(1);
  });
  it('in its third window, where few requests fail', () => {
    expect(firstOf('failing', found(times(4, { failed: 60 })))).toBe(2);
  });
  it('where its requests do not come, also if none comes', () => {
    expect(firstOf('silent', found(times(3, { ...emptyWindow })))).toBe(1);
    expect(firstOf('silent', found([undefined, undefined, undefined]))).toBe(1);
    expect(firstOf('silent', found(times(3, { requests: 150, failed: 0, denied: 4 })))).toBe(1);
  });
  it('where few requests come at best, after six windows at most', () => {
    const at = firstOf('silent', found(times(8, { ...emptyWindow }), 0.009));
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(6);
  });
  it('where many requests are denied', () => {
    expect(firstOf('denied', found(times(2, { requests: 1400, denied: 420 })))).toBe(1);
  });
  it('where one client sends too much', () => {
    expect(firstOf('one-client', found(times(2, { requests: 1700, heaviest: 700 })))).toBe(1);
  });
  it('where one client takes most bytes', () => {
    expect(firstOf('one-client-bytes', found(times(3, { bytes: 9e7, heaviestBytes: 8.8e7 })))).toBe(2);
  });
  it('where new clients are denied, though each signal alone is not far', () => {
    const all = found(times(4, { denied: 140, newClients: 40 }));
    expect(firstOf('new-clients-denied', all)).toBeGreaterThanOrEqual(0);
  });
  it('where more and more requests fail, too few for a window', () => {
    const all = found(Array.from({ length: 240 }, (_, at) => ({ failed: 2 + Math.round(at / 16) })));
    const at = firstOf('slowly-failing', all);
    expect(at).toBeGreaterThan(30);
    expect(at).toBeLessThan(200);
  });
});

describe('a group is not unusual', () => {
  it.each([
    ['for a deployment that fails half of a minute', [{ failed: 220 }, { failed: 180 }]],
    ['for a deployment that fails a whole minute', [{}, { failed: 500 }]],
    [
      'for a crowd of new clients',
      times(20, { requests: 9000, failed: 18, denied: 270, newClients: 3000, heaviest: 60 }),
    ],
    ['for a day with half of the traffic', times(90, { requests: 500, failed: 1, denied: 15, heaviest: 20 })],
    ['for a client that is busier than usual', times(10, { heaviest: 90 })],
  ])('%s', (_, changes) => {
    expect(found(changes as Partial<GroupWindow>[]).flat()).toEqual([]);
  });
});

it('what is told is not told again in its cool-down, nor while it goes on, for a day', () => {
  const tell = (after: number, quiet: number) =>
    heard({ told: noon, seen: noon + (after - quiet) * minute }, noon + after * minute, defaultCoolDown).tell;
  expect(heard(undefined, noon, defaultCoolDown)).toEqual({ tell: true, episode: { told: noon, seen: noon } });
  expect([tell(59, 59), tell(61, 1), tell(61, 30), tell(61, 31), tell(1440, 1)]).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  const episodes = new Map([['/a', { told: noon, seen: noon }]]);
  expect(ongoing(episodes, noon + 59 * minute, defaultCoolDown).size).toBe(1);
  expect(ongoing(episodes, noon + 60 * minute, defaultCoolDown).size).toBe(0);
});

describe('an alert', () => {
  const finding = (more: Partial<GroupFinding>): GroupFinding => ({
    group: '/login',
    kind: 'denied',
    signal: 'denied',
    expected: 0.03,
    seen: 0.9,
    deviation: 30,
    ...more,
  });
  const contributors = [
    { client: '192.0.2.1', requests: 90, failures: 1, bytes: 9 },
    { client: '192.0.2.2', requests: 50, failures: 49, bytes: 5 },
  ];
  const alerts = (findings: GroupFinding[]) =>
    alertsFor({ source: 'alb', start: noon, findings, contributorsOf: () => contributors, complete: true });
  const place = { stage: 'logs-prod', link: 'https://example.com/?from={from}&group={group}' };

  it('has the finding that is furthest off, and the clients that explain it', () => {
    const [alert, ...others] = alerts([finding({}), finding({ kind: 'silent', signal: 'traffic', deviation: -40 })]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'silent', contributors: [{ client: '192.0.2.1' }, { client: '192.0.2.2' }] });
    expect(alerts([finding({})])[0]!.contributors[0]!.client).toBe('192.0.2.2');
  });

  it('has the same id for the same window, and another one for another group', () => {
    expect(alerts([finding({})])[0]!.id).toBe(alerts([finding({ deviation: 31 })])[0]!.id);
    expect(alerts([finding({})])[0]!.id).not.toBe(alerts([finding({ group: '/a' })])[0]!.id);
  });

  it('is a text for people and JSON for programs', () => {
    const { Subject, Message, MessageAttributes, MessageStructure, TopicArn } = publication(
      'arn:topic',
      messageOf(alerts([finding({})])[0]!, place),
    );
    const { email, default: json } = JSON.parse(Message!) as Record<string, string>;
    expect({ Subject, MessageStructure, TopicArn }).toEqual({
      Subject: 'logs-prod: alb /login: requests are denied',
      MessageStructure: 'json',
      TopicArn: 'arn:topic',
    });
    expect(email).toContain('Expected: 3.0 % of the requests were denied with status 400 to 499');
    expect(email).toContain('Seen:     90.0 %');
    expect(email).toContain('192.0.2.2: 50 requests, 49 failed or denied, 5 bytes');
    expect(email).toContain('https://example.com/?from=2026-01-14T12%3A00%3A00.000Z&group=%2Flogin');
    expect(JSON.parse(json!)).toMatchObject({ kind: 'denied', source: 'alb', link: expect.any(String) });
    expect(MessageAttributes!['id']).toEqual({ DataType: 'String', StringValue: alerts([finding({})])[0]!.id });
  });

  it('has a subject that SNS takes, whatever the path is', () => {
    const [alert] = alerts([finding({ group: `/é\n${'x'.repeat(200)}` })]);
    const { subject } = messageOf(alert!, place);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});
