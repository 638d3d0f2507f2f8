import { hash } from 'node:crypto';
import type { Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Source } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { identityOf, type TopicEvent } from './accepted-event.ts';
import type { TopicSample } from './source-events/topic-samples.ts';

/**
 * What the topic has accepted. A replay writes values into the topic as new records, without the headers of the samples: they are known by
 * their values. A record counts as delivered, or as parked, with a later one of the same value.
 */
export class AcceptedRecords {
  readonly #byIdentity = new Map<string, TopicEvent>();
  readonly #byContent = new Map<string, TopicEvent[]>();
  readonly #byValue = new Map<string, TopicEvent[]>();
  /** What entries of the raw zone stand for beside their own record; an entry does not change. */
  readonly #stands = new WeakMap<LogEntry, readonly LogEntry[]>();

  /** The source, whose returned records are of the kind that their values had. */
  of(source: Source<TopicEvent, TopicSample>): Source<TopicEvent, TopicSample> {
    return { ...source, onAccepted: (listener) => source.onAccepted((event) => listener(this.#accept(event))) };
  }

  /** The raw zone, where a returned record is delivered for one before it that is not there itself. */
  in(raw: Log<TopicEvent>): Log<TopicEvent> {
    const standsFor = (entry: LogEntry) => this.#standsFor(entry);
    return {
      ...raw,
      *held() {
        const entries = [...raw.held()];
        yield* entries;
        const held = new Set(entries.map(({ identity }) => identity));
        for (const each of entries.flatMap(standsFor))
          if (!held.has(each.identity)) {
            held.add(each.identity);
            yield each;
          }
      },
    };
  }

  /** The records that a parked one may be, by its place, or by its time and its value where nobody knows that. */
  parkedAs(event: TopicEvent): readonly TopicEvent[] {
    const found = this.#byIdentity.get(identityOf(event));
    const same = found ? [found] : (this.#byContent.get(digest(event.content)) ?? []);
    const all = same.flatMap((each) => this.#byValue.get(valueOf(each.content)) ?? []);
    return all.length === 0 ? [event] : [...new Set(all)];
  }

  #accept(event: TopicEvent): TopicEvent {
    const known = this.#byIdentity.get(identityOf(event));
    if (known) return known;
    const before = this.#byValue.get(valueOf(event.content))?.[0];
    const kind = hasNoValue(event) ? 'tombstone' : event.kind === 'event' ? (before?.kind ?? 'event') : event.kind;
    const accepted = { ...event, kind };
    this.#byIdentity.set(identityOf(event), accepted);
    // it has no value to be known by
    if (kind === 'tombstone') return accepted;
    for (const [index, key] of [
      [this.#byContent, digest(event.content)],
      [this.#byValue, valueOf(event.content)],
    ] as const)
      index.set(key, [...(index.get(key) ?? []), accepted]);
    return accepted;
  }

  #standsFor(entry: LogEntry): readonly LogEntry[] {
    const known = this.#stands.get(entry);
    if (known) return known;
    const own = entry.identity === undefined ? undefined : this.#byIdentity.get(entry.identity);
    // one that says something else stands for nothing
    const same = own && own.content === entry.content ? (this.#byValue.get(valueOf(own.content)) ?? []) : [];
    const before = same.slice(0, Math.max(0, same.indexOf(own!)));
    const entries = before.map((event) => ({ ...entry, identity: identityOf(event), content: event.content }));
    if (own) this.#stands.set(entry, entries);
    return entries;
  }
}

const digest = (text: string): string => hash('sha256', text, 'base64');

/** `accepted-event.ts` has the time of a record and its value. */
const valueOf = (content: string): string => digest((JSON.parse(content) as [number, string])[1]);

/** A value that is empty is none: Firehose does not tell one from the other. */
const hasNoValue = ({ content }: TopicEvent): boolean => (JSON.parse(content) as [number, string])[1] === '';
