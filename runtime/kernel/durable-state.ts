import { isDeepStrictEqual } from 'node:util';
import type { StoredObject, StreamRecord } from '../api.ts';
import type { LocalStackOptions } from '../local-api.ts';
import type { AppliedRequest } from '../services/opensearch/network.ts';
import type { CapturedChange } from '../services/dynamodb/table.ts';
import { JournalLock } from './journal-lock.ts';
import { Journal, type Remembered } from './journal.ts';
import { timeOn, type TimeScale } from './scaled-clock.ts';

type Settings = LocalStackOptions['settings'];

/** As a list: most entries are records, and the names of fields would be written with each. */
type RecordEntry = readonly [
  stream: string,
  shardId: string,
  sequenceNumber: string,
  partitionKey: string,
  arrivedAt: number,
];
type NamedEntry = Exclude<Entry, RecordEntry>;
const isRecord = (entry: Entry): entry is RecordEntry => Array.isArray(entry);

/** What is durable in AWS, and therefore here: everything that a service has acknowledged, and how far each mapping has come. */
type Entry =
  | { readonly kind: 'run'; readonly scale: TimeScale; readonly settings: Settings }
  | RecordEntry
  | { readonly kind: 'checkpoint'; readonly mapping: string; readonly lane: string; readonly next: string }
  | { readonly kind: 'change'; readonly table: string; readonly change: CapturedChange }
  | {
      readonly kind: 'object';
      readonly bucket: string;
      readonly key: string;
      readonly object: StoredObject | undefined;
    }
  | { readonly kind: 'index'; readonly applied: AppliedRequest }
  | { readonly kind: 'fed'; readonly position: number };

/** The durable state of a run, by the resource that it belongs to. */
export class Memory {
  readonly scale: TimeScale;
  /** When the run began, on its clock, however often it was killed since. */
  readonly begun: number;
  /** How far the run was fed before. */
  readonly fedBefore: number;
  readonly #journal: Journal<Entry>;
  readonly #lock: JournalLock;
  #before: readonly Remembered<Entry>[];

  private constructor(
    { scale, settings }: { scale: TimeScale; settings: Settings },
    path: string,
    lock: JournalLock,
    before: readonly Remembered<Entry>[],
  ) {
    this.scale = scale;
    this.#lock = lock;
    this.#journal = new Journal(path);
    this.#before = before;
    this.begun = this.#of('run')[0]?.scale.origin ?? scale.origin;
    this.fedBefore = this.#of('fed').at(-1)?.position ?? 0;
    this.#journal.append({ kind: 'run', scale, settings });
  }

  /**
   * A new memory, or with `resume` that of a run that was killed; its clock stood still meanwhile, or the stream would have
   * forgotten what was not processed. Throws when there is none to resume, when that one had other settings, and while another
   * process has it.
   */
  static open(path: string, resume: boolean, factor: number, settings: Settings): Memory {
    const lock = JournalLock.take(path);
    try {
      const realOrigin = Date.now();
      if (!resume) {
        Journal.discard(path);
        return new Memory({ scale: { realOrigin, origin: realOrigin, factor }, settings }, path, lock, []);
      }
      const { entries, writtenAt } = Journal.read<Entry>(path);
      const last = namedOf(entries).findLast((entry) => entry.kind === 'run');
      if (!last)
        throw new Error('There is no run to resume: the last run ended normally, or there was none. Omit --resume.');
      if (!isDeepStrictEqual(last.settings, settings))
        throw new Error(
          `The run to resume was started with ${listed(last.settings)}, not with ${listed(settings)}. Use the same options, or ` +
            'omit --resume to start a new run.',
        );
      const origin = timeOn(last.scale, Math.max(writtenAt, last.scale.realOrigin));
      return new Memory({ scale: { realOrigin, origin, factor }, settings }, path, lock, entries);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Lets go of what the run before has left: everything has been taken up. */
  takenUp(): void {
    this.#before = [];
  }

  records(stream: string): StreamRecord[] {
    return this.#before.flatMap(({ entry, bytes }) => {
      if (!isRecord(entry) || entry[0] !== stream) return [];
      const [, shardId, sequenceNumber, partitionKey, arrivedAt] = entry;
      return [{ shardId, sequenceNumber, partitionKey, data: bytes, arrivedAt }];
    });
  }

  changes(table: string): CapturedChange[] {
    return this.#of('change').flatMap((entry) => (entry.table === table ? [entry.change] : []));
  }

  objects(bucket: string): { key: string; object: StoredObject | undefined }[] {
    return this.#of('object').filter((entry) => entry.bucket === bucket);
  }

  applied(): AppliedRequest[] {
    return this.#of('index').map(({ applied }) => applied);
  }

  checkpoints(mapping: string): Record<string, string> {
    return Object.fromEntries(
      this.#of('checkpoint')
        .filter((entry) => entry.mapping === mapping)
        .map(({ lane, next }) => [lane, next]),
    );
  }

  record(stream: string, { shardId, sequenceNumber, partitionKey, data, arrivedAt }: StreamRecord): void {
    this.#journal.append([stream, shardId, sequenceNumber, partitionKey, arrivedAt], data);
  }

  change(table: string, change: CapturedChange): void {
    this.#journal.append({ kind: 'change', table, change });
  }

  object(bucket: string, key: string, object: StoredObject | undefined): void {
    this.#journal.append({ kind: 'object', bucket, key, object });
  }

  index(applied: AppliedRequest): void {
    this.#journal.append({ kind: 'index', applied });
  }

  checkpoint(mapping: string, lane: string, next: string): void {
    this.#journal.append({ kind: 'checkpoint', mapping, lane, next });
  }

  fed(position: number): void {
    this.#journal.append({ kind: 'fed', position });
  }

  close(): void {
    this.#journal.close();
    this.#lock.release();
  }

  remove(): void {
    this.#lock.release();
    this.#journal.remove();
  }

  #of<Kind extends NamedEntry['kind']>(kind: Kind): Extract<NamedEntry, { kind: Kind }>[] {
    return namedOf(this.#before).filter((entry): entry is Extract<NamedEntry, { kind: Kind }> => entry.kind === kind);
  }
}

const listed = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

const namedOf = (entries: readonly Remembered<Entry>[]): NamedEntry[] =>
  entries.flatMap(({ entry }) => (isRecord(entry) ? [] : [entry]));
