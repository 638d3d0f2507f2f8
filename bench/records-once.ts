// node bench/records-once.ts runtime|bare COUNT: brings so many records of 1 KB to a function, in a process of its own.
import { join } from 'node:path';
import { startGateway } from '../runtime/gateway/server.ts';
import { FunctionProcesses } from '../runtime/services/lambda/function-processes.ts';
import { ScaledTime } from '../runtime/kernel/scaled-clock.ts';
import { sendRecords } from './put-records.ts';
import { writeRecordsStack } from './records-stack.ts';
import { startStack } from './stack.ts';

const folder = join(import.meta.dirname, '..', 'build', 'bench', 'records');

/** Through all of the runtime: gateway, permissions, journal, stream, mapping, function. */
async function runtime(count: number): Promise<void> {
  writeRecordsStack(folder);
  const stack = await startStack(folder);
  await sendRecords(stack.url, count, () => stack.flowing('Stream', 'Function'));
  await stack.settled();
  await stack.stop();
}

/** Through the same server into the same kind of process, each request handed over as it came. */
async function bare(count: number): Promise<void> {
  const now = Date.now();
  const target = new FunctionProcesses(
    {
      name: 'bare',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:bare',
      roleArn: '',
      component: 'Bare',
      folder: writeRecordsStack(folder),
      handler: 'index.handler',
      environment: {},
      memory: 512,
      timeout: 60_000,
      concurrency: 4,
      clock: new ScaledTime({ realOrigin: now, origin: now, factor: 1 }),
      log: () => undefined,
    },
    { add: () => undefined, remove: () => undefined },
  );
  const context = {
    functionName: '',
    functionVersion: '',
    invokedFunctionArn: '',
    awsRequestId: '1',
    getRemainingTimeInMillis: () => 60_000,
  };
  let done = 0;
  const gateway = await startGateway(async ({ body }) => {
    const { Records } = JSON.parse(body.toString()) as { Records: unknown[] };
    await target.handler({ Records }, context);
    done += Records.length;
    return { status: 200, body: '{}' };
  });
  await target.warm();
  await sendRecords(gateway.url, count, () => done);
  await Promise.all([gateway.close(), target.close()]);
}

const ways = { runtime, bare };
const [way, count] = process.argv.slice(2);
await ways[way as keyof typeof ways](Number(count));
