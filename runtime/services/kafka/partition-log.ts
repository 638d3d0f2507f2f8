import type { KafkaRecord } from './types.ts';

/** The records of one partition. Offsets go on where records are let go of. */
export class PartitionLog {
  #records: KafkaRecord[] = [];
  #next = 0;

  get nextOffset(): number {
    return this.#next;
  }

  get firstOffset(): number {
    return this.#records[0]?.offset ?? this.#next;
  }

  /** Everything that is kept, oldest first. */
  get records(): readonly KafkaRecord[] {
    return this.#records;
  }

  add(record: KafkaRecord): void {
    this.#records.push(record);
    this.#next = record.offset + 1;
  }

  /** Offsets of a partition have no gaps here: there are neither transactions nor compaction. */
  read(from: number, most: number): readonly KafkaRecord[] {
    const begin = Math.max(0, from - this.firstOffset);
    return this.#records.slice(begin, begin + most);
  }

  /** Lets go of what was appended before an instant. */
  expire(before: number): void {
    const kept = this.#records.findIndex(({ appendedAt }) => appendedAt >= before);
    if (kept !== 0) this.#records = kept < 0 ? [] : this.#records.slice(kept);
  }

  /** Lets go of records below an offset, but keeps so many. */
  forget(below: number, kept: number): void {
    const done = Math.min(below - this.firstOffset, this.#records.length - kept);
    if (done >= kept) this.#records = this.#records.slice(done);
  }
}
