import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Job, Round } from './job.ts';

export const rounds = 15;

/** Rounds in which the compiler sees everything that there is. */
const warmUp = 5;

/** What Lambda gives every function. */
const ofEveryFunction = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a secret of nobody',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
};

/** A process that calls a handler for a round when it is asked to. */
export interface Worker {
  round(): Promise<Round>;
  end(): void;
}

/** The rounds of every worker, one worker after the other. */
export async function inTurns(workers: readonly Worker[]): Promise<Round[][]> {
  try {
    for (const worker of workers) for (let nth = 0; nth < warmUp; nth++) await worker.round();
    const all: Round[][] = workers.map(() => []);
    for (let nth = 0; nth < rounds; nth++)
      for (const [at, worker] of workers.entries()) all[at]!.push(await worker.round());
    return all;
  } finally {
    for (const worker of workers) worker.end();
  }
}

export function workerOf(job: Job, environment: Readonly<Record<string, string>>, metrics: 'on' | 'off'): Worker {
  const child = fork(join(import.meta.dirname, 'once.ts'), [JSON.stringify(job)], {
    // what it logs is written, and read by nobody
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...ofEveryFunction, ...environment, POWERTOOLS_METRICS_DISABLED: String(metrics === 'off') },
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${job.file}: the process ended with ${code}. ${said}`);
  });
  failed.catch(() => undefined);
  return {
    async round() {
      const answered = once(child, 'message');
      child.send('round');
      const [round] = (await Promise.race([answered, failed])) as [Round];
      return round;
    },
    end: () => child.disconnect(),
  };
}
