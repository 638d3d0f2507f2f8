import {
  createChartedIndex,
  indexSettings,
  startStreamMapping,
  type Faults,
  type ObjectStore,
  type Stream,
  type VirtualClock,
} from '../../../.stream-pipeline/runtime/runtime.cjs';
import { engine } from '../../../processors/lib/search/engine.ts';
import { SearchClient } from '../../../processors/lib/search/search-client.ts';
import { indexTemplate } from '../../../processors/search-setup/definition.ts';
import { setUpSearch } from '../../../processors/search-setup/search-setup.ts';
import { idsOf, resourcesOf } from '../../infra/synthesized.ts';
import { deadlineIn } from '../../scripted-engine.ts';
import { createWriter, type CreateWriter } from './search-writer.ts';

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

/** The search as a deployment defines it, and the way to it as it is deployed. */
export async function startSearchOf(
  { clock, faults, stream, failures }: SearchPlace,
  { createWriter: create = createWriter }: SearchOptions = {},
) {
  const services = { clock, faults };
  const settings = indexSettings[engine.service === 'es' ? 'domain' : 'serverless'];
  const index = createChartedIndex({ ...services, settings });
  const client = new SearchClient('https://search.example', index.fetch, clock);
  await clock.run(setUpSearch(client, clock, indexTemplate, deadlineIn(600_000, clock)));
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
      handler: create({
        fetch: index.fetch,
        clock,
        putObject: (key, body) => failures.put(key, body),
        keepSeconds: deployed('AWS::Lambda::Function')['Environment'].Variables.SEARCH_KEEP_SECONDS,
      }) as never,
    },
  });
  return {
    outputs: {},
    found: { index },
    settled: () => clock.run(mapping.idle()),
  };
}
