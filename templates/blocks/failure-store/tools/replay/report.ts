import type { ParkedRecord } from './parked.ts';
import type { PartedObject } from './selection.ts';

interface Asked {
  verb: 'list' | 'run';
  dryRun: boolean;
  json: boolean;
}

const whyHeldBack =
  'so old that the index may forget removals before they are indexed, and could bring back removed items (--older replays it all the same)';

/** What is parked, or what became of it, for people or as JSON, object by object. Never the contents of a record. */
export class Report {
  readonly #asked: Asked;
  readonly #say: (line: string) => void;
  readonly #rows: object[] = [];
  #objects = 0;
  #records = 0;
  #heldBack = 0;

  constructor(asked: Asked, say: (line: string) => void) {
    this.#asked = asked;
    this.#say = say;
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

  end(): void {
    this.#say(this.#asked.json ? JSON.stringify(this.#rows, null, 2) : this.#summary());
  }

  #summary(): string {
    const total = this.#records + this.#heldBack;
    if (total === 0) return 'Nothing is parked.';
    if (this.#asked.verb === 'list') return `${total} records are parked in ${this.#objects} objects.`;
    const done = `${this.#records} records ${this.#asked.dryRun ? 'would go' : 'went'} back into the stream.`;
    if (this.#heldBack === 0) return done;
    return `${done} ${this.#heldBack} stay parked, each in its whole object: ${whyHeldBack}.`;
  }
}

const distinct = (records: readonly ParkedRecord[]): string[] => [...new Set(records.map(({ reason }) => reason))];
