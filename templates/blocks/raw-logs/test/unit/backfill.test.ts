import { describe, expect, it } from '@jest/globals';
import { backfillArguments } from '../../delivery/backfill-arguments.ts';
import { asNotified, backfill, Stopped, type ListedObject, type WantedObjects } from '../../delivery/backfill.ts';
import { objectId } from '../../processors/lib/log-object.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
const listed = (minutes: readonly number[]): ListedObject[] =>
  minutes.map((minute) => ({
    key: `raw/alb/${String(minute).padStart(3, '0')}.gz`,
    size: 10,
    lastModified: at(minute),
  }));
const everything: WantedObjects = {
  prefix: 'raw/',
  since: undefined,
  before: at(1000),
  after: undefined,
  rate: 10,
  dryRun: false,
};

/** Fails when the object of `fails` is sent; sending takes a while, in milliseconds. */
function world(objects: readonly ListedObject[], fails?: string, gone?: string, takes = 0) {
  const sent: string[] = [];
  let now = 0;
  return {
    sent,
    elapsed: () => now,
    ports: {
      async *list(prefix: string, after: string | undefined) {
        for (const object of objects)
          if (object.key.startsWith(prefix) && (after === undefined || object.key > after)) yield object;
      },
      identify: async (key: string) => (key === gone ? undefined : { bucket: 'raw', key, versionId: `v-${key}` }),
      send: async ({ key, versionId }: { key: string; versionId?: string }) => {
        if (key === fails) throw new Error('throttled');
        expect(versionId).toBe(`v-${key}`);
        now += takes;
        sent.push(key);
      },
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
      now: () => now,
    },
  };
}

it('sends each object once, no faster than it is told', async () => {
  const { ports, sent, elapsed } = world(listed([1, 2, 3, 4, 5]));
  expect(await backfill(ports, everything)).toEqual({ objects: 5, bytes: 50 });
  expect(sent).toEqual(listed([1, 2, 3, 4, 5]).map(({ key }) => key));
  expect(elapsed()).toBe(500);
});

it.each([
  // milliseconds that sending takes, and that five objects take at ten a second
  [0, 500],
  [80, 500],
  [100, 500],
  [250, 1250],
])('keeps its pace where sending takes %d ms', async (takes, all) => {
  const { ports, elapsed } = world(listed([1, 2, 3, 4, 5]), undefined, undefined, takes);
  await backfill(ports, everything);
  expect(elapsed()).toBe(all);
});

it('leaves out what was written before and after the times that are wanted, and what is gone', async () => {
  const { ports, sent } = world(listed([1, 2, 3, 4, 5]), undefined, 'raw/alb/003.gz');
  await backfill(ports, { ...everything, since: at(2), before: at(5) });
  expect(sent).toEqual(listed([2, 4]).map(({ key }) => key));
});

it('counts only, in a dry run', async () => {
  const { ports, sent, elapsed } = world(listed([1, 2, 3]), 'raw/alb/002.gz');
  expect(await backfill(ports, { ...everything, dryRun: true })).toEqual({ objects: 3, bytes: 30 });
  expect([sent, elapsed()]).toEqual([[], 0]);
});

it('says where to go on when it stops, and goes on there without a gap', async () => {
  const broken = world(listed([1, 2, 3, 4]), 'raw/alb/003.gz');
  const stopped = await backfill(broken.ports, everything).catch((error: unknown) => error as Stopped);
  expect(stopped).toMatchObject({ message: 'throttled', after: 'raw/alb/002.gz' });
  const next = world(listed([1, 2, 3, 4]));
  await backfill(next.ports, { ...everything, after: (stopped as Stopped).after });
  expect([...broken.sent, ...next.sent]).toEqual(listed([1, 2, 3, 4]).map(({ key }) => key));
});

it.each([
  ['v1', '"d41d8"', { versionId: 'v1', eTag: 'd41d8' }],
  ['null', '"d41d8"', { eTag: 'd41d8' }],
  [undefined, '"d41d8-2"', { eTag: 'd41d8-2' }],
])('gives version %s and tag %s the identity that the notification gave it', (version, tag, notified) => {
  const key = 'raw/alb/a b+c.gz';
  expect(objectId(asNotified('raw', key, version, tag))).toBe(objectId({ bucket: 'raw', key, ...notified }));
  expect(asNotified('raw', key, version, tag)).toEqual({ bucket: 'raw', key, ...notified });
});

describe('the command line', () => {
  const read = (...argv: string[]) => backfillArguments(argv, ['dev', 'local'], at(7));

  it('means everything that was there before now', () => {
    expect(read('--stage', 'dev')).toEqual({
      stage: 'dev',
      wanted: { ...everything, before: at(7), rate: 20 },
    });
  });

  it('means everything that a local run has, whose clock is another one', () => {
    expect(read('--stage', 'local').wanted.before).toBeUndefined();
  });

  it.each([
    [['--stage', 'test'], '--stage: expected dev or local, not "test"'],
    [['--stage', 'dev', '--prefix', 'other/'], '--prefix: expected a prefix below raw/, not "other/"'],
    [['--stage', 'dev', '--rate', '0'], '--rate: expected 1 to 1000, not "0"'],
    [['--stage', 'dev', '--since', 'yesterday'], '--since: expected a time with its zone'],
    [['--stage', 'dev', '--since', '2026-01-01T00:00:00'], '--since: expected a time with its zone'],
  ])('refuses %j', (argv, problem) => {
    expect(() => read(...argv)).toThrow(problem);
  });
});
