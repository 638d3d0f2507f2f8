import { join } from 'node:path';
import { several } from '../../../generators/core/option.ts';
import { contract } from '../../../generators/core/options/contract.ts';
import { addTemplates } from '../../../generators/core/package.ts';
import { defineUseCase, type AnyUseCase } from '../../../generators/core/use-case.ts';
import { offer } from '../../../generators/core/use-cases.ts';
import { buildFolder } from '../../matrix/assemble.ts';

/** Where its runtime is bundled: vendored runtimes of use cases that ship are checked in, this one is made by the tests. */
export const runtimes = join(buildFolder, 'http-archive-runtime');

/**
 * A use case that exists in tests only, to show that the house has room: another event, a list as an answer, several sinks, no
 * table, no OpenSearch.
 */
export const httpArchive: AnyUseCase = defineUseCase({
  id: 'http-archive',
  title: 'Readings from an HTTP API into a bucket',
  flow: 'HTTP API -> Kinesis Data Streams -> Lambda -> S3',
  options: {
    layouts: several({
      title: 'Layouts of the archive',
      choices: { day: 'a folder a day', sensor: 'a folder a sensor' },
      atLeast: 1,
      default: ['day'],
    }),
    contract,
  },
  refuse: [],
  packages: ['@aws-sdk/client-kinesis', '@aws-sdk/client-s3'],
  events: { reading: { kind: 'source', shipped: 'reading' } },
  blocks: () => [
    'event-stream',
    'intake',
    'archive',
    'failure-store',
    'stream-way-back',
    'monitoring',
    'processor-function',
  ],
  view: ({ layouts }) => ({ byDay: layouts.includes('day'), bySensor: layouts.includes('sensor') }),
});

export function offerHttpArchive(): void {
  addTemplates(join(import.meta.dirname, 'templates'));
  addTemplates(runtimes);
  offer(httpArchive);
}
