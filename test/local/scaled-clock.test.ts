import { expect, it } from '@jest/globals';
import { MessageChannel } from 'node:worker_threads';
import { ScaledTime } from '../../runtime/kernel/scaled-clock.ts';

const clock = () => new ScaledTime({ realOrigin: 0, origin: 0, factor: 50 });

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** What happens, in its order, after this process was kept busy until a message had arrived and a timer was due. */
async function afterStall(begin: (tell: (what: string) => void) => void, until: string): Promise<string[]> {
  const { port1, port2 } = new MessageChannel();
  const order: string[] = [];
  try {
    return await new Promise((resolve) => {
      const tell = (what: string) => {
        order.push(what);
        if (what === until) resolve(order);
      };
      port1.on('message', tell);
      setImmediate(() => {
        begin(tell);
        port2.postMessage('answer');
        busyFor(30);
      });
    });
  } finally {
    port1.close();
  }
}

it('lets an answer that is there come before the timeout that waits for it', async () => {
  const time = clock();
  expect(await afterStall((tell) => time.timer(500, () => tell('timeout')), 'timeout')).toEqual(['answer', 'timeout']);
});

it('does not call back a timer that was cancelled or stopped while it was due', async () => {
  const [time, stopped] = [clock(), clock()];
  const called: string[] = [];
  const cancel = time.timer(0, () => called.push('cancelled'));
  stopped.timer(0, () => called.push('stopped'));
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      cancel();
      stopped.stop();
      stopped.timer(0, () => called.push('begun after the stop'));
      resolve();
    }, 0);
    // all of them are due then
    busyFor(10);
  });
  await time.sleep(1000);
  expect(called).toEqual([]);
});
