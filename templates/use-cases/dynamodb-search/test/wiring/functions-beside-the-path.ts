import { describe, expect, it } from '@jest/globals';
import { sampleItem } from '../../delivery/sample-items.ts';
import { functionNames } from '../../infra/functions.ts';
import { canaryMetrics } from '../../processors/canary/metrics.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { purgeMetrics } from '../../processors/tombstone-purge/metrics.ts';
import { written } from '../change-records.ts';
import { answerTo } from './deployment-answer.ts';
import type { WiredStack } from './wired-stack.ts';

/** What runs on a schedule, or when an operator asks: handlers.test.ts reads their logs again, with those of all functions. */
export function testFunctionsBesideThePath(wired: () => WiredStack): void {
  describe('the purge', () => {
    it('runs on its schedule, and counts what it removed', async () => {
      await wired().stack.runSchedule('Purge');
      await wired().soon(() => {
        const [{ removed, complete }] = wired().logged('tombstone-purge', 'purge done') as [Record<string, unknown>];
        expect({ removed, complete }).toEqual({ removed: 0, complete: true });
        expect(wired().metric('tombstone-purge', purgeMetrics.removed)).toMatchObject({ sum: 0, count: 1 });
      });
    });

    it('fails where its time is up before it is done, and says so', async () => {
      await expect(wired().invoke('tombstone-purge', {}, margins.toAnswer)).rejects.toThrow('the time was up');
      await wired().soon(() => {
        expect(wired().logged('tombstone-purge', 'purge failed')).toEqual([
          expect.objectContaining({ reason: expect.stringContaining('the time was up') }),
        ]);
      });
    });
  });

  describe('the canary', () => {
    it('runs on its schedule, and reports that its change was found', async () => {
      await wired().stack.runSchedule('Canary');
      await wired().soon(() => {
        const found = wired().logged('canary', 'canary found');
        expect(found).toHaveLength(1);
        expect(wired().metric('canary', canaryMetrics.found)).toMatchObject({ sum: 1, count: 1 });
        expect(wired().metric('canary', canaryMetrics.latency)).toMatchObject({ sum: found[0]!['latency'], count: 1 });
      });
    });
  });

  whereThereIs('warehouse-refresh', () => {
    const refresh = 'warehouse-refresh';
    it('runs on its schedule, and says how long it took', async () => {
      await wired().stack.runSchedule('WarehouseRefresh');
      await wired().soon(() => {
        expect(wired().logged(refresh, 'warehouse refreshed')).toEqual([
          expect.objectContaining({ view: 'history.changes', latency: expect.any(Number) }),
        ]);
        // once by the deployment that has made the view, and once on the schedule
        expect(wired().metric(refresh, 'WarehouseRefreshed')).toMatchObject({ sum: 2, count: 2 });
      });
    });

    it('fails where its time is up before the view has read all, and says so', async () => {
      await expect(wired().invoke(refresh, {}, margins.toAnswer)).rejects.toThrow('did not end in time');
      await wired().soon(() => {
        expect(wired().logged(refresh, 'warehouse not refreshed')).toEqual([
          expect.objectContaining({
            reason: expect.stringContaining('did not end in time'),
            function_request_id: expect.any(String),
          }),
        ]);
      });
    });
  });

  whereThereIs('warehouse-migrations', () => {
    it('says to CloudFormation, in its log and by a metric that it could not change the database', async () => {
      const event = { RequestType: 'Update', ResourceProperties: {} };
      const answer = await answerTo(wired(), 'warehouse-migrations', event, margins.toAnswer);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('did not end in time') });
      await wired().soon(() => {
        expect(wired().logged('warehouse-migrations', 'deployment step failed')).toEqual([
          expect.objectContaining({ reason: answer['Reason'], function_request_id: expect.any(String) }),
        ]);
        expect(wired().metric('warehouse-migrations', 'WarehouseMigrationsFailed')).toMatchObject({ sum: 1, count: 1 });
      });
    });
  });

  whereThereIs('history-retention', () => {
    it('lets old months go on its schedule, and says so', async () => {
      await wired().stack.runSchedule('History');
      await wired().soon(() => {
        const [done] = wired().logged('history-retention', 'retention done');
        expect(done!['removed']).toEqual([]);
      });
    });

    it('says why it could not', async () => {
      await expect(wired().invoke('history-retention', {}, margins.toAnswer)).rejects.toThrow('not asked');
      await wired().soon(() => {
        expect(wired().logged('history-retention', 'retention failed')).toEqual([
          expect.objectContaining({ reason: expect.stringContaining('not asked') }),
        ]);
      });
    });
  });

  for (const each of ['history-transform', 'history-writer'])
    whereThereIs(each, () => {
      it('ends with an error, and says so, where it is given no records', async () => {
        await expect(wired().invoke(each, {})).rejects.toThrow('TypeError');
      });
    });

  whereThereIs('history-search', () => {
    it('searches the history for whoever may invoke it', async () => {
      const answer = (await wired().invoke('history-search', { size: 5 })) as { total: number; changes: object[] };
      expect(answer.total).toBeGreaterThan(5);
      expect(answer.changes).toHaveLength(5);
    });
  });

  // a domain has it: nobody else reaches its network
  const processor = 'engine-questions';
  whereThereIs(processor, () => {
    it('answers what an operator asks, and says that it was asked', async () => {
      const answer = (await wired().invoke(processor, { question: 'health' })) as { body: object };
      expect(answer).toMatchObject({ question: 'health', status: 200, body: { status: 'green' } });
      await wired().soon(() => {
        expect(wired().logged(processor, 'engine asked')).toEqual([
          expect.objectContaining({ question: 'health', status: 200, function_request_id: expect.any(String) }),
        ]);
      });
      // the log says what was asked; the answer is for whoever asked
      const [line] = wired().logged(processor, 'engine asked');
      expect(JSON.stringify(line)).not.toContain(JSON.stringify(answer.body).slice(1, -1));
    });

    it.each([{}, null, { question: '_search' }, { question: 'constructor' }])(
      'asks nothing else: %j',
      async (event) => {
        await expect(wired().invoke(processor, event)).rejects.toThrow('one of health, explain');
      },
    );
  });

  whereThereIs('history-transform', () => {
    it('answers every record by itself, counts its answers, and says why it failed one', async () => {
      const before = wired().logged('history-transform', 'batch done').length;
      const records = [written(sampleItem(0), { at: 1 }).kinesis.data, btoa('no change')].map((data, nth) => ({
        recordId: String(nth),
        data,
      }));
      const answer = (await wired().invoke('history-transform', { records })) as { records: { result: string }[] };
      expect(answer.records.map(({ result }) => result)).toEqual(['Ok', 'ProcessingFailed']);
      await wired().soon(() => {
        const batches = wired().logged('history-transform', 'batch done');
        expect(batches.length).toBeGreaterThan(before);
        expect(batches.at(-1)).toMatchObject({ records: 2, transformed: 1, dropped: 0, failed: 1, overflowed: 0 });
        expect(wired().logged('history-transform', 'changes not transformed').at(-1)).toMatchObject({
          outcome: 'not delivered',
          reason: 'it is not a JSON object',
          records: 1,
          function_request_id: batches.at(-1)!['function_request_id'],
        });
        for (const [name, metric] of [
          ['transformed', 'HistoryTransformed'],
          ['failed', 'HistoryNotTransformed'],
        ] as const) {
          const sum = batches.reduce((total, batch) => total + Number(batch[name]), 0);
          expect({ name, ...wired().metric('history-transform', metric) }).toMatchObject({
            name,
            sum,
            count: batches.length,
          });
        }
      });
    });
  });
}

function whereThereIs(processor: string, tests: () => void): void {
  if (functionNames().includes(processor)) describe(processor, tests);
}
