import type { ServiceJournal } from '../../contracts/journal.ts';
import type { TopicLog, TopicObserver } from './topic-log.ts';
import type { KafkaHeader } from './types.ts';

/** A record, whose value is the bytes of the entry, or how far a consumer group has come. As lists: most entries are records. */
export type KafkaEntry =
  | readonly [
      kind: 'record',
      topic: string,
      partition: number,
      offset: number,
      timestamp: number,
      appendedAt: number,
      key: Uint8Array | null,
      isTombstone: boolean,
      headers: readonly KafkaHeader[],
    ]
  | readonly [kind: 'commit', topic: string, partition: number, next: number, group: string];

const nothing = new Uint8Array();

/** Remembers what a topic keeps. `topic` names it among those of all clusters. */
export function observerOf(journal: ServiceJournal<KafkaEntry>, topic: string): TopicObserver {
  return {
    appended: ({ partition, offset, timestamp, appendedAt, key, value, headers }) =>
      journal.remember(
        ['record', topic, partition, offset, timestamp, appendedAt, key, value === null, headers],
        value ?? nothing,
      ),
    committed: (group, partition, next) => journal.remember(['commit', topic, partition, next, group]),
  };
}

/** Puts back what an earlier process has left of a topic. */
export function restore(journal: ServiceJournal<KafkaEntry>, topic: string, log: TopicLog): void {
  for (const { entry, bytes } of journal.remembered()) {
    if (entry[1] !== topic) continue;
    if (entry[0] === 'commit') {
      const [, , partition, next, group] = entry;
      log.restoreCommit(group, partition, next);
    } else {
      const [, , partition, offset, timestamp, appendedAt, key, isTombstone, headers] = entry;
      const value = isTombstone ? null : bytes;
      log.restore({ topic: log.name, partition, offset, timestamp, appendedAt, key, value, headers });
    }
  }
}
