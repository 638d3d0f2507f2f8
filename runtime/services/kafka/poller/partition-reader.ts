import type { KafkaRecord, KafkaTopic } from '../types.ts';

/** How far one partition has been read, and what of it is not done with. */
export class PartitionReader {
  readonly partition: number;
  readonly #topic: KafkaTopic;
  readonly #group: string;
  /** What is fetched next. */
  #next: number;
  /** What comes before has been fetched at least once. */
  #seen: number;
  /** Fetched, meant for the function, and not done with yet: each once, however often it is fetched. */
  #open: KafkaRecord[] = [];
  #committed: number;

  constructor(topic: KafkaTopic, partition: number, group: string, from: number) {
    this.partition = partition;
    this.#topic = topic;
    this.#group = group;
    this.#next = this.#seen = this.#committed = from;
    // a group has its place from its first poll on, whatever it begins with
    topic.commit(group, partition, from);
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#topic.nextOffset(this.partition);
  }

  /** Records that are neither done with nor left out. */
  get left(): number {
    return this.#open.length + Math.max(0, this.#topic.nextOffset(this.partition) - this.#seen);
  }

  /** Lambda guide, monitoring-metrics-types, OffsetLag: from the last record written to the last one that the group has processed. */
  get lag(): number {
    return Math.max(0, this.#topic.nextOffset(this.partition) - this.#committed);
  }

  /** What would be fetched first. */
  peek(): KafkaRecord | undefined {
    return this.#topic.read(this.partition, this.#next, 1)[0];
  }

  /** Up to `most` records, those first that have not been fetched; `isMeant` says which of them the function is to get. */
  fetch(most: number, isMeant: (record: KafkaRecord) => boolean): { read: number; records: readonly KafkaRecord[] } {
    const read = this.#topic.read(this.partition, this.#next, most);
    const records = read.filter(isMeant);
    this.#open.push(...records.filter(({ offset }) => offset >= this.#seen));
    // what retention has taken is passed over
    const last = read.at(-1);
    this.#next = last ? last.offset + 1 : this.#topic.nextOffset(this.partition);
    this.#seen = Math.max(this.#seen, this.#next);
    return { read: read.length, records };
  }

  /**
   * Everything before `first` is done with, or before what is fetched next where nothing is on its way. Returns the records of it that
   * were not done with before; `commits` says whether the broker takes the commit of an offset.
   */
  done(first: number | undefined, commits: (next: number) => boolean): readonly KafkaRecord[] {
    const position = first ?? this.#next;
    if (position <= this.#committed) return [];
    this.#committed = position;
    if (commits(position)) this.#topic.commit(this.#group, this.partition, position);
    const still = this.#open.findIndex(({ offset }) => offset >= position);
    return this.#open.splice(0, still < 0 ? this.#open.length : still);
  }

  /** Another poller goes on from what was committed. */
  rewind(): void {
    this.#next = this.#topic.committed(this.#group, this.partition) ?? this.#next;
  }
}
