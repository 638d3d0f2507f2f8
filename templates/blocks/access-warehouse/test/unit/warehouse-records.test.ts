import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { migrations } from '../../processors/warehouse-migrations/migrations.ts';
import { mostBytes } from '../../processors/warehouse-migrations/record-events.ts';
import { Packer } from '../../processors/ingest/packer.ts';

describe('the migrations', () => {
  const { once, repeated } = migrations({ stream: 's', roleArn: 'r', automatic: true, rows: 'streaming' });

  it('drop what reads the events before these are made again', () => {
    const statements = repeated.find(({ id }) => id === 'events')!.statements.map((sql) => sql.split('\n')[0]);
    expect(statements).toEqual([
      'DROP VIEW IF EXISTS access.requests_by_minute',
      'DROP VIEW IF EXISTS access.events',
      'CREATE VIEW access.events AS',
      'CREATE VIEW access.requests_by_minute AS',
    ]);
  });

  it('look at a record before they read it as a text', () => {
    const view = once.flatMap(({ statements }) => statements).find((sql) => sql.includes('MATERIALIZED VIEW'))!;
    const reads = [...view.matchAll(/FROM_VARBYTE/g)].map(({ index }) => view.lastIndexOf('CASE\n    WHEN', index));
    expect(reads.length).toBeGreaterThan(2);
    for (const at of reads)
      expect(view.slice(at)).toMatch(
        /^CASE\n {4}WHEN OCTET_LENGTH\(kinesis_data\) <= 65000 AND IS_UTF8\(kinesis_data\) THEN/,
      );
  });
});

it('takes apart what ingest packs: texts that are small enough', () => {
  const packer = new Packer({
    id: 'AAAAAAAAAAAAAAAA',
    source: 'alb',
    format: { read: (text: string, from: number, to: number) => text.slice(from, to) } as never,
    onUnread: () => undefined,
  });
  const text = `"time":1,"path":"/${'ä'.repeat(300)}"`;
  for (let line = 1; line <= 2_000; line++) packer.add(Buffer.from(text).toString('latin1'), 0, 9_999, line);
  packer.close();
  const records = packer.take();
  expect(records.length).toBeGreaterThan(10);
  expect(records.every(({ data }) => isUtf8(data))).toBe(true);
  expect(Math.max(...records.map(({ data }) => data.length))).toBeLessThanOrEqual(mostBytes);
});
