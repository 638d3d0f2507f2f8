import { isUtf8 } from 'node:buffer';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from '@jest/globals';
import { AccessEvents } from '../../infra/blocks/access-events.ts';
import { eventsInWarehouse } from '../../infra/blocks/events-in-warehouse.ts';
import { FailureStore } from '../../infra/blocks/failure-store.ts';
import { warehouseSettings } from '../../infra/warehouse-settings.ts';
import { migrations } from '../../processors/warehouse-migrations/migrations.ts';
import { mostBytes } from '../../processors/warehouse-migrations/record-events.ts';
import { Packer } from '../../processors/ingest/packer.ts';
import { context, settingsOf } from './synthesized.ts';
import { copied } from './warehouse-with.ts';

function readersWith(changes: object): number {
  const stack = new Stack(new App({ context }), 'logs-dev', { env: { region: 'eu-west-1' } });
  const stage = settingsOf('dev');
  const events = new AccessEvents(stack, 'Events', { stage });
  const failures = new FailureStore(stack, 'Failures', { stage });
  const settings = { ...warehouseSettings.dev, ...changes };
  return eventsInWarehouse(stack, { stage, events, failures, settings }).readers.length;
}

it('has ingest wait for Firehose where rows are copied: it begins at LATEST', () => {
  expect([readersWith({}), readersWith(copied)]).toEqual([0, 1]);
});

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
