// node bench/processors/once.ts JOB: calls handlers in turns, in one process; what each call costs goes to the parent.
import type { Context } from 'aws-lambda';
import { changeBatches, transformBatches } from './change-batches.ts';
import type { Job, Measured } from './job.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const batches = 8;
const search = {
  rawPath: '/search',
  rawQueryString: 'q=trail%20shoe&filter.category=footwear',
  queryStringParameters: { q: 'trail shoe', 'filter.category': 'footwear' },
  requestContext: { http: { method: 'GET', path: '/search' } },
};
const context = { awsRequestId: '1', functionName: 'bench', getRemainingTimeInMillis: () => 60_000 } as Context;

const { unit, batchSize, calls, rounds, handlers } = JSON.parse(process.argv[2]!) as Job;
const events: readonly unknown[] = {
  record: () => changeBatches(batches, batchSize),
  search: () => [search],
  change: () => transformBatches(batches, batchSize),
}[unit]();
const loaded = await Promise.all(
  handlers.map(async ({ file, name }) => ((await import(file)) as Record<string, Handler>)[name]!),
);

/** CPU microseconds, user and system, of one unit. */
async function costOf(handler: Handler): Promise<number> {
  const before = process.cpuUsage();
  for (let nth = 0; nth < calls; nth++) checked(await handler(events[nth % events.length], context));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (calls * batchSize);
}

/** A handler that fails is quick. */
function checked(answer: unknown): void {
  const {
    batchItemFailures = [],
    statusCode = 200,
    records = [],
  } = (answer ?? {}) as {
    batchItemFailures?: unknown[];
    statusCode?: number;
    records?: { result: string }[];
  };
  if (batchItemFailures.length > 0 || statusCode !== 200 || records.some(({ result }) => result !== 'Ok'))
    throw new Error(`failed: ${JSON.stringify(answer).slice(0, 1000)}`);
}

// the compiler has seen everything by then
for (const handler of loaded) await costOf(handler);
const costs: number[][] = loaded.map(() => []);
for (let round = 0; round < rounds; round++)
  for (const [at, handler] of loaded.entries()) costs[at]!.push(await costOf(handler));
const measured: Measured = { costs, peak: process.resourceUsage().maxRSS / 1024 };
process.send!(measured, undefined, undefined, () => process.exit());
