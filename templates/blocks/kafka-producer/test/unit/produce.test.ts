import { describe, expect, it } from '@jest/globals';
import { produce } from '../../delivery/produce/produce.ts';
import { produceArguments } from '../../delivery/produce/produce-arguments.ts';
import { recordsIn } from '../../delivery/produce/records-in.ts';
import type { Outcome } from '../../processors/lib/kafka/topic-producer.ts';
import type { TopicRecord } from '../../processors/lib/kafka/wire/record-batch.ts';
import { sourceEvents } from '../../delivery/source-events/source-events.ts';

const samples = sourceEvents(7, () => Date.UTC(2026, 10, 1));
const event = (): string => JSON.stringify(samples.next().value.event);
const stages = ['dev', 'local'];

describe('the command line', () => {
  it('names a stage and a file', () => {
    expect(produceArguments(['--stage', 'local', '--file', 'x.jsonl'], stages)).toEqual({
      stage: 'local',
      file: 'x.jsonl',
      dryRun: false,
    });
  });

  it.each([
    [['--stage', 'local'], '--file: expected the name of a file, or -'],
    [['--file', 'x', '--stage', 'mars'], '--stage: expected dev or local, not "mars"'],
    [['--file', 'x', '--all'], "Unknown option '--all'"],
  ])('%j is refused', (argv, problem) => {
    expect(() => produceArguments(argv, stages)).toThrow(problem);
  });
});

describe('the lines of a file', () => {
  it('become records with the entity as their key, and keep their text', () => {
    const line = event();
    const { entityId } = JSON.parse(line) as { entityId: string };
    expect(recordsIn([line, '', ` ${line}`], 'x')).toEqual([
      { line: 1, key: entityId, value: line },
      { line: 3, key: entityId, value: ` ${line}` },
    ]);
  });

  it('are refused with their numbers, and without what they say', () => {
    const lines = [event(), 'secret', '{', '{"text":"secret"}'];
    const read = () => recordsIn(lines, 'x');
    expect(read).toThrow('x, line 2: no JSON\n');
    expect(read).toThrow('x, line 3: part of a JSON text: each line has to be a whole JSON object\n');
    expect(read).toThrow(/^x, line 4: \S/m);
    expect(read).toThrow('Nothing was written: 3 lines are wrong.');
    expect(read).not.toThrow('secret');
  });

  it('shows ten of many that are wrong', () => {
    expect(() => recordsIn(Array(12).fill('x'), 'x')).toThrow('line 10: no JSON\nand 2 more\n');
  });

  it('have at least one event', () => {
    expect(() => recordsIn(['', ' '], 'x')).toThrow('x has no event. Write one JSON object a line.');
  });
});

describe('writing', () => {
  const all = Array.from({ length: 600 }, (_, at) => ({ line: at + 1, key: 'k', value: String(at) }));
  const writing = (outcomeOf: (record: TopicRecord) => Outcome) => {
    const seen: TopicRecord[] = [];
    const send = async (records: readonly TopicRecord[]) => {
      seen.push(...records);
      return records.map(outcomeOf);
    };
    return { seen, producer: { send }, clock: { now: () => 5 } };
  };

  it('keeps the order of the file', async () => {
    const place = writing(() => ({ kind: 'acknowledged' }));
    expect(await produce(all, place, 'x')).toBe('Wrote 600 of 600 events.');
    expect(place.seen).toEqual(all.map(({ key, value }) => ({ key, value, timestamp: 5 })));
  });

  it('stops at a record that no broker has acknowledged, and says which line it is', async () => {
    const place = writing(({ value }) =>
      value === '550' ? { kind: 'refused', reason: 'too large' } : { kind: 'acknowledged' },
    );
    await expect(produce(all, place, 'x')).rejects.toThrow(
      'x, line 551: not written: too large\nWrote 500 of 600 events, and perhaps some after this line.',
    );
  });
});
