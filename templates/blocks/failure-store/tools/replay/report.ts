import type { ParkedKey, ParkedRecord } from './parked.ts';
import type { PartedObject } from './selection.ts';

interface Asked {
  verb: 'list' | 'run';
  dryRun: boolean;
  json: boolean;
}

const whyHeldBack =
  'older than the index remembers removals, so they could bring back removed items (--older replays them anyway)';

/** What is parked, or what became of it, for people or as JSON, object by object. Never the contents of a record. */
export class Report {
  readonly #asked: Asked;
  readonly #say: (line: string) => void;
  readonly #rows: object[] = [];
  #objects = 0;
  #records = 0;
  #heldBack = 0;
  #there = 0;
  #unread = 0;

  constructor(asked: Asked, say: (line: string) => void) {
    this.#asked = asked;
    this.#say = say;
  }

  /** Every object that is there, whether or not it is selected. Gives them back. */
  among(there: readonly ParkedKey[]): readonly ParkedKey[] {
    this.#there = there.length;
    return there;
  }

  /** An object that could not be read: whatever it holds is not in the report. */
  unread(): void {
    this.#unread += 1;
  }

  add({ key, kind, at, records, heldBack }: PartedObject): void {
    this.#objects += 1;
    this.#records += records.length;
    this.#heldBack += heldBack.length;
    const total = records.length + heldBack.length;
    const reasons = distinct([...records, ...heldBack]);
    const time = at.toISOString();
    if (this.#asked.json) this.#rows.push({ at: time, kind, records: total, heldBack: heldBack.length, reasons, key });
    else {
      const note = heldBack.length > 0 ? `\n    ${heldBack.length} of ${total} held back: ${whyHeldBack}` : '';
      this.#say(`${time}  ${kind}  ${total}  ${reasons.join('; ')}\n    ${key}${note}`);
    }
  }

  /** Gives whether the report is whole. */
  end(): boolean {
    this.#say(this.#asked.json ? JSON.stringify(this.#rows, null, 2) : this.#summary());
    if (this.#unread > 0 && !this.#asked.json)
      this.#say(`${this.#unread} objects could not be read. They stay parked.`);
    return this.#unread === 0;
  }

  #summary(): string {
    const total = this.#records + this.#heldBack;
    if (total === 0) return this.#nothing();
    if (this.#asked.verb === 'list') return `${total} records are parked in ${this.#objects} objects.`;
    const done = `${this.#records} records ${this.#asked.dryRun ? 'would go' : 'went'} back into the stream.`;
    if (this.#heldBack === 0) return done;
    return `${done} ${this.#heldBack} stay parked, with their objects: ${whyHeldBack}.`;
  }

  #nothing(): string {
    if (this.#there === 0) return 'Nothing is parked.';
    const readable = this.#unread > 0 ? ' that could be read' : '';
    return `No parked objects${readable} match these filters. Parked objects: ${this.#there}.`;
  }
}

const distinct = (records: readonly ParkedRecord[]): string[] => [...new Set(records.map(({ reason }) => reason))];
