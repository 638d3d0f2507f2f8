import { isDeepStrictEqual } from 'node:util';
import type { TimeScale } from '../contracts/clock.ts';
import type { Remembered, ServiceJournal } from '../contracts/journal.ts';
import { JournalLock } from './journal-lock.ts';
import { Journal } from './journal.ts';
import { timeOn } from './scaled-clock.ts';

/** What decides, beside the seed, what happens in a run. */
type Settings = Readonly<Record<string, string | number | boolean>>;

/** An entry and whose it is: the id of a service, or one of the run's own. As a list: most entries are records. */
type Owned = readonly [owner: string, entry: unknown];

interface Begin {
  readonly scale: TimeScale;
  readonly settings: Settings;
}

/** The run's own entries: when it began, and how far it was fed. No service is called so. */
const begin = '(run)';
const feeding = '(fed)';

/** What is durable in AWS, and therefore here: everything that a service has acknowledged, and how far each mapping has come. */
export class DurableState {
  readonly scale: TimeScale;
  /** When the run began, on its clock, however often it was killed since. */
  readonly begun: number;
  /** How far the run was fed before. */
  readonly fedBefore: number;
  readonly #journal: Journal<Owned>;
  readonly #lock: JournalLock;
  #before: ReadonlyMap<string, readonly Remembered<unknown>[]>;

  private constructor(
    { scale, settings }: Begin,
    path: string,
    lock: JournalLock,
    before: readonly Remembered<Owned>[],
  ) {
    this.scale = scale;
    this.#lock = lock;
    this.#journal = new Journal(path);
    this.#before = byOwner(before);
    this.begun = (this.#of(begin)[0]?.entry as Begin | undefined)?.scale.origin ?? scale.origin;
    this.fedBefore = (this.#of(feeding).at(-1)?.entry as number | undefined) ?? 0;
    this.#journal.append([begin, { scale, settings } satisfies Begin]);
  }

  /**
   * A new state, or with `resume` that of a run that was killed; its clock stood still meanwhile, or the stream would have
   * forgotten what was not processed. Throws when there is none to resume, when that one had other settings, and while another
   * process has it.
   */
  static open(path: string, resume: boolean, factor: number, settings: Settings): DurableState {
    const lock = JournalLock.take(path);
    try {
      const realOrigin = Date.now();
      if (!resume) {
        Journal.discard(path);
        return new DurableState({ scale: { realOrigin, origin: realOrigin, factor }, settings }, path, lock, []);
      }
      const { entries, writtenAt } = Journal.read<Owned>(path);
      const last = entries.findLast(({ entry: [owner] }) => owner === begin)?.entry[1] as Begin | undefined;
      if (!last)
        throw new Error('There is no run to resume: the last run ended normally, or there was none. Omit --resume.');
      if (!isDeepStrictEqual({ ...last.settings }, { ...settings }))
        throw new Error(
          `The run to resume was started with ${listed(last.settings)}, not with ${listed(settings)}. Use the same options, or ` +
            'omit --resume to start a new run.',
        );
      const origin = timeOn(last.scale, Math.max(writtenAt, last.scale.realOrigin));
      return new DurableState({ scale: { realOrigin, origin, factor }, settings }, path, lock, entries);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The part that one service has of it. */
  of<Entry>(service: string): ServiceJournal<Entry> {
    return {
      remember: (entry, bytes) => this.#journal.append([service, entry], bytes),
      remembered: () => this.#of(service) as readonly Remembered<Entry>[],
    };
  }

  /** Lets go of what the run before has left: everything has been taken up. */
  takenUp(): void {
    this.#before = new Map();
  }

  fed(position: number): void {
    this.#journal.append([feeding, position]);
  }

  close(): void {
    this.#journal.close();
    this.#lock.release();
  }

  remove(): void {
    this.#lock.release();
    this.#journal.remove();
  }

  #of(owner: string): readonly Remembered<unknown>[] {
    return this.#before.get(owner) ?? [];
  }
}

function byOwner(entries: readonly Remembered<Owned>[]): ReadonlyMap<string, readonly Remembered<unknown>[]> {
  const owners = new Map<string, Remembered<unknown>[]>();
  for (const { entry, bytes } of entries) {
    const [owner, own] = entry;
    const known = owners.get(owner);
    if (known) known.push({ entry: own, bytes });
    else owners.set(owner, [{ entry: own, bytes }]);
  }
  return owners;
}

const listed = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
