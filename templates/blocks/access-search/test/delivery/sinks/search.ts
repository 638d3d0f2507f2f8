import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import {
  createChartedIndex,
  indexSettings,
  startStreamMapping,
  type Faults,
  type ObjectStore,
  type Stream,
  type VirtualClock,
} from '../../../.stream-pipeline/runtime/runtime.cjs';
import { AccessWriter } from '../../../processors/access-writer/access-writer.ts';
import { accessName } from '../../../processors/lib/access-indexes.ts';
import type { Clock } from '../../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../../processors/lib/deadline.ts';
import { RejectStore } from '../../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../../processors/lib/search/bulk-writer.ts';
import { engine } from '../../../processors/lib/search/engine.ts';
import { SearchClient } from '../../../processors/lib/search/search-client.ts';
import { setUpSearch } from '../../../processors/search-setup/search-setup.ts';
import { idsOf, resourcesOf } from '../../infra/synthesized.ts';
import { deadlineIn } from '../../scripted-engine.ts';

/** What the writer under test may use. */
export interface WriterPorts {
  fetch: typeof fetch;
  putObject(key: string, body: string): Promise<void>;
  clock: Clock;
}
export type CreateWriter = (
  ports: WriterPorts,
) => (event: KinesisStreamEvent, context: Context) => Promise<KinesisStreamBatchResponse>;

export interface SearchOptions {
  /** The writer; left out: the one of this project. */
  createWriter?: CreateWriter;
}

export interface SearchPlace {
  clock: VirtualClock;
  faults: Faults;
  stream: Stream;
  failures: ObjectStore;
}

const resources = resourcesOf('dev');

/** The properties of a resource of the writer, as they are deployed. */
const deployed = (type: string): Readonly<Record<string, any>> =>
  resources[idsOf(resources, type).find((id) => id.startsWith('AccessWriter'))!]!.Properties;

/** The writer of this project, wired as its handler wires it. */
export const createWriter: CreateWriter = ({ fetch, putObject, clock }) => {
  const { SEARCH_KEEP_SECONDS } = deployed('AWS::Lambda::Function')['Environment'].Variables;
  const client = new SearchClient('https://search.example', fetch, clock);
  const writer = new AccessWriter({
    series: accessName,
    keep: Number(SEARCH_KEEP_SECONDS) * 1000,
    bulkOf: (index) => new BulkWriter(client, index, clock),
    rejects: new RejectStore(putObject, 'rejected/access-writer/'),
    clock,
  });
  return async ({ Records }, context) =>
    (await writer.write(Records, deadlineOf(context, margins.toParkAndAnswer))).response;
};

/** The search as a deployment defines it, and the way to it as it is deployed. */
export async function startSearchOf(
  { clock, faults, stream, failures }: SearchPlace,
  { createWriter: create = createWriter }: SearchOptions = {},
) {
  const services = { clock, faults };
  const settings = indexSettings[engine.service === 'es' ? 'domain' : 'serverless'];
  const index = createChartedIndex({ ...services, settings });
  const client = new SearchClient('https://search.example', index.fetch, clock);
  await clock.run(setUpSearch(client, clock, deadlineIn(600_000, clock)));
  const mapping = startStreamMapping({
    ...services,
    uuid: '1b7d9b1c-0f5e-4a3b-9c7d-998877665544',
    stream,
    properties: deployed('AWS::Lambda::EventSourceMapping') as never,
    onFailure: failures,
    function: {
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:access-writer',
      roleArn: 'arn:aws:iam::111122223333:role/access-writer',
      timeout: deployed('AWS::Lambda::Function')['Timeout'] * 1000,
      handler: create({ fetch: index.fetch, clock, putObject: (key, body) => failures.put(key, body) }) as never,
    },
  });
  return {
    outputs: {},
    found: { index },
    settled: () => clock.run(mapping.idle()),
  };
}
