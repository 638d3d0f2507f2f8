import { join } from 'node:path';
import { choice, several, text } from '../../generators/core/option.ts';
import { contract } from '../../generators/core/options/contract.ts';
import { addTemplates } from '../../generators/core/package.ts';
import { defineUseCase, type AnyUseCase } from '../../generators/core/use-case.ts';
import { offer } from '../../generators/core/use-cases.ts';

/**
 * A use case that exists in tests only: answers that are lists, and options whose keys mean something else in dynamodb-search
 * (`search` has other values, `table` is a list).
 */
export const eventHub: AnyUseCase = defineUseCase({
  id: 'event-hub',
  title: 'Events from everywhere',
  programs: ['python'],
  flow: 'Kafka, S3 or HTTP -> Lambda -> bucket',
  options: {
    origins: several({
      title: 'Sources',
      choices: { kafka: 'a cluster that you have', s3: 'objects in a bucket', http: 'requests of browsers' },
      atLeast: 1,
      default: ['http', 's3'],
    }),
    brokers: text({
      title: 'Brokers',
      pattern: /^[a-z.:,]+$/,
      expected: 'addresses of brokers',
      maxLength: 100,
      answer: 'required',
      when: { origins: 'kafka' },
    }),
    extras: several({
      title: 'Extras',
      description: 'What else there should be.',
      choices: { users: 'a user pool', archive: 'a bucket for failures', domain: 'an index' },
      atLeast: 0,
      default: [],
    }),
    search: choice({
      title: 'Kind of search',
      choices: { none: 'no search', full: 'full-text search' },
      default: 'none',
    }),
    table: several({
      title: 'Tables',
      choices: { orders: 'orders', users: 'users' },
      atLeast: 2,
      default: ['orders', 'users'],
    }),
    contract,
  },
  refuse: [
    { where: { origins: 'http', devRegion: 'eu-west-3' }, because: 'HTTP origins cannot be had in Paris' },
    { where: { origins: ['kafka', 's3'], search: 'full' }, because: 'full-text search needs HTTP origins alone' },
  ],
  events: { event: { kind: 'source', shipped: 'product' } },
  blocks: ({ extras }) => [
    ...(extras.some((extra) => extra !== 'users') ? ['processor-function', 'monitoring'] : []),
    ...(extras.includes('archive') ? ['failure-store'] : []),
    ...(extras.includes('domain') ? ['search-domain', 'search-index'] : []),
  ],
  view: ({ origins, brokers = '' }) => ({ origins, brokers }),
});

/** Offers the use case to every entrance of this test file. */
export function offerEventHub(): void {
  addTemplates(join(import.meta.dirname, 'event-hub'));
  offer(eventHub);
}
