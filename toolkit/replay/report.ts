import type { PartedObject } from './give-back.ts';

interface Asked {
  verb: 'list' | 'run';
  dryRun: boolean;
  json: boolean;
}

interface Counts {
  /** Objects that are there, whether or not they are selected. */
  there: number;
  objects: number;
  records: number;
  heldBack: number;
  unread: number;
  /** Objects that were no longer what had been read, when they were to be removed. */
  changed: number;
}

/** What is parked, or what became of it, for people or as JSON, store by store. Never the contents of a record. */
export class Report {
  readonly #asked: Asked;
  readonly #say: (line: string) => void;
  readonly #rows: object[] = [];
  readonly #stores: { name: string; to: string; counts: Counts }[] = [];

  constructor(asked: Asked, say: (line: string) => void) {
    this.#asked = asked;
    this.#say = say;
  }

  /** Begins with a store of so many objects, whose records go back `to` somewhere. */
  begin(name: string, to: string, there: number): void {
    const counts = { there, objects: 0, records: 0, heldBack: 0, unread: 0, changed: 0 };
    this.#stores.push({ name, to, counts });
  }

  /** An object of the store that could not be read: whatever it holds is not in the report. */
  unread(): void {
    this.#last.counts.unread += 1;
  }

  /** An object of the store whose records went back, and which was something else by then: it was not removed. */
  changed(): void {
    this.#last.counts.changed += 1;
  }

  add({ key, at, records, heldBack }: PartedObject): void {
    const { name: store, counts } = this.#last;
    counts.objects += 1;
    counts.records += records.length;
    counts.heldBack += heldBack.length;
    const total = records.length + heldBack.length;
    const reasons = distinct([...records, ...heldBack.map(({ record }) => record)].map(({ reason }) => reason));
    const time = at.toISOString();
    if (this.#asked.json) this.#rows.push({ at: time, store, records: total, heldBack: heldBack.length, reasons, key });
    else {
      const why = distinct(heldBack.map((each) => each.why)).join('; ');
      const note = heldBack.length > 0 ? `\n    ${heldBack.length} of ${total} held back: ${why}` : '';
      this.#say(`${time}  ${store}  ${total}  ${reasons.join('; ')}\n    ${key}${note}`);
    }
  }

  /** Gives whether the report is whole. */
  end(): boolean {
    if (this.#asked.json) this.#say(JSON.stringify(this.#rows, null, 2));
    else for (const { name, to, counts } of this.#stores) this.#say(`${name}: ${this.#summary(counts, to)}`);
    return this.#stores.every(({ counts }) => counts.unread === 0 && counts.changed === 0);
  }

  get #last() {
    return this.#stores.at(-1)!;
  }

  #summary(counts: Counts, to: string): string {
    const unread = counts.unread === 0 ? '' : ` ${counts.unread} objects could not be read. They stay parked.`;
    const changed =
      counts.changed === 0 ? '' : ` ${counts.changed} objects changed meanwhile and were not removed. List them again.`;
    return this.#outcome(counts, to) + unread + changed;
  }

  #outcome({ there, objects, records, heldBack, unread }: Counts, to: string): string {
    const { verb, dryRun } = this.#asked;
    if (there === 0) return 'nothing is parked.';
    const readable = unread > 0 ? ' that could be read' : '';
    if (objects === 0) return `no parked objects${readable} match these filters. Parked objects: ${there}.`;
    if (verb === 'list') return `${records + heldBack} records are parked in ${objects} objects.`;
    const stay = heldBack === 0 ? '' : ` ${heldBack} are held back and stay parked, with their objects (--held-back).`;
    return `${records} records ${dryRun ? 'would go' : 'went'} back to ${to}.${stay}`;
  }
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
