import type { Duration } from 'aws-cdk-lib';
import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import { AccessIndex } from './access-index.ts';
import { AccessLookup } from './access-lookup.ts';
import { AccessWriter } from './access-writer.ts';
import type { FailureStore } from './failure-store.ts';
import type { Watched } from './monitoring.ts';
import type { SearchSize } from './search-size.ts';
import { Search } from './search.ts';

export interface EventsInSearchProps {
  stage: Stage & { search: SearchSize; searchRetention: Duration };
  events: AccessEvents;
  failures: FailureStore;
}

/** Every event can be searched. Returns what is to be watched; the writer reads the stream from its oldest record on. */
export function eventsInSearch(
  scope: Construct,
  { stage, events, failures }: EventsInSearchProps,
): { parts: Watched[]; readers: CfnDeliveryStream[] } {
  const search = new Search(scope, 'Engine', { stage });
  const index = new AccessIndex(scope, 'AccessIndex', { stage, search });
  new AccessLookup(scope, 'AccessLookup', { stage, index });
  const writer = new AccessWriter(scope, 'AccessWriter', { stage, events, index, failures });
  return { parts: [search, index, writer], readers: [] };
}
