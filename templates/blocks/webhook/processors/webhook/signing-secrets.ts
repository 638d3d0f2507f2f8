import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';

/** Reads the text of the secret. */
export type ReadSecret = () => Promise<string | undefined>;

const usedFor = 300_000;
/** Who sends wrong signatures does not make the function read the secret for each of them. */
const readAtMostEvery = 30_000;

/**
 * The secrets that senders sign with: `current`, and `previous` while it is being replaced. Kept for five minutes, and read again
 * when a signature fits neither, so that a new one works at once.
 */
export class SigningSecrets {
  readonly #read: ReadSecret;
  readonly #clock: Pick<Clock, 'now'>;
  #known: { secrets: readonly string[]; at: number } | undefined;

  constructor(read: ReadSecret, clock: Pick<Clock, 'now'>) {
    this.#read = read;
    this.#clock = clock;
  }

  /** With `isNew`, those that may have been set in the last minutes. Rejects where the secret cannot be read, or holds none. */
  async get({ isNew }: { isNew: boolean }): Promise<readonly string[]> {
    const age = this.#known ? this.#clock.now() - this.#known.at : Infinity;
    if (this.#known && age < (isNew ? readAtMostEvery : usedFor)) return this.#known.secrets;
    const secrets = secretsIn(await this.#text());
    this.#known = { secrets, at: this.#clock.now() };
    return secrets;
  }

  async #text(): Promise<string | undefined> {
    try {
      return await this.#read();
    } catch (error) {
      throw new Error(`the secret cannot be read: ${awsReason(error)}`, { cause: error });
    }
  }
}

/** `{"current": "…", "previous": "…"}`. The error quotes nothing of it. */
function secretsIn(text: string | undefined): readonly string[] {
  const parsed = parsedOf(text ?? '');
  const secrets = [parsed['current'], parsed['previous']].filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  if (secrets.length === 0) throw new Error('the secret has no member "current" that is a text');
  return secrets;
}

function parsedOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    throw new Error('the secret is no JSON: {"current": "…"}');
  }
}
