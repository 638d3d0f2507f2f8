import type { IndexedDocument, Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Pipeline, Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { accessIndexes } from '../processors/lib/access-indexes.ts';
import { contentOf, type LogEvent } from './log-event.ts';
import { saidOf } from './said-addresses.ts';
import type { SampleLog } from './sample-logs.ts';

const day = 86_400_000;

/** The search engine: every event, each as a document. It knows nothing of the code that writes it: documents are compared with the logs. */
export const searchSink = (place: Place): Log<LogEvent> => ({
  kind: 'log',
  content: ({ source, reading }) =>
    typeof reading === 'string' ? undefined : contentOf({ source, ...saidOf(place, source, reading) }),
  *held() {
    for (const document of place.find('index').documents(accessIndexes)) yield entryOf(document);
  },
});

/** docs/search.md: events of a day that the index does not keep, or that is yet to come. `keep`: milliseconds. */
export const outOfRange =
  (keep: number) =>
  ({ clock }: Place): Pipeline<LogEvent, SampleLog>['dropped'][number] => ({
    name: 'OutOfRange',
    sinks: ['search'],
    drops: ({ reading }) => {
      if (typeof reading === 'string') return false;
      const time = Number(reading['time']);
      return time < clock.now() - keep || time > clock.now() + day;
    },
  });

/** A document does not change once it is there, and a run asks for all of them again and again. */
const read = new WeakMap<IndexedDocument, LogEntry>();

/** A document of which the id is not that of its event cannot be told from others: it has no identity. */
function entryOf(document: IndexedDocument): LogEntry {
  const known = read.get(document);
  if (known) return known;
  const { raw_id: rawId, extra, ...event } = JSON.parse(document.source) as Record<string, unknown>;
  const beside = typeof extra === 'string' ? (JSON.parse(extra) as unknown) : undefined;
  const entry: LogEntry = {
    identity: rawId === document.id ? document.id : undefined,
    content: contentOf({ ...event, extra: beside }),
    where: document.id,
  };
  read.set(document, entry);
  return entry;
}
