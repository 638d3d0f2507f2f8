import { describe, expect, it } from '@jest/globals';
import { functionNames } from '../../infra/functions.ts';
import { canaryMetrics } from '../../processors/canary/metrics.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { purgeMetrics } from '../../processors/tombstone-purge/metrics.ts';
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

  const refresh = 'warehouse-refresh';
  if (functionNames().includes(refresh))
    describe(refresh, () => {
      it('runs on its schedule, and says how long it took', async () => {
        await wired().stack.runSchedule('WarehouseRefresh');
        await wired().soon(() => {
          expect(wired().logged(refresh, 'warehouse refreshed')).toEqual([
            expect.objectContaining({ view: 'history.changes', latency: expect.any(Number) }),
          ]);
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

  // a domain has it: nobody else reaches its network
  const processor = 'engine-questions';
  if (!functionNames().includes(processor)) return;
  describe(processor, () => {
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
}
