// node bench/processors/once.ts JOB: calls a handler for a round whenever the parent asks, and tells it what the round cost.
import type { Context } from 'aws-lambda';
import { changeBatches, transformBatches } from './change-batches.ts';
import { batches, type Job, type Round } from './job.ts';
import { sourceBatches } from './source-batches.ts';
import { topicBatches } from './topic-batches.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const search = {
  rawPath: '/search',
  rawQueryString: 'q=trail%20shoe&filter.category=footwear',
  queryStringParameters: { q: 'trail shoe', 'filter.category': 'footwear' },
  requestContext: { http: { method: 'GET', path: '/search' } },
};
const context = { awsRequestId: '1', functionName: 'bench', getRemainingTimeInMillis: () => 60_000 } as Context;

const { file, name, unit, batchSize, calls } = JSON.parse(process.argv[2]!) as Job;
const events: readonly unknown[] = {
  record: () => changeBatches(batches, batchSize),
  search: () => [search],
  change: () => transformBatches(batches, batchSize),
  event: () => topicBatches(batches, batchSize),
  'source event': () => sourceBatches(batches, batchSize),
}[unit]();
const handler = ((await import(file)) as Record<string, Handler>)[name]!;

async function round(): Promise<Round> {
  const before = process.cpuUsage();
  for (let nth = 0; nth < calls; nth++) checked(await handler(events[nth % events.length], context));
  const { user, system } = process.cpuUsage(before);
  return { cost: (user + system) / (calls * batchSize), peak: process.resourceUsage().maxRSS / 1024 };
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

process.on('message', async () => process.send!(await round()));
process.on('disconnect', () => process.exit());
