import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';
import { bulkBody, bulkOutcomes } from './bulk-answer.ts';
import { outcomeOfRequest, type WriteOutcome } from './bulk-outcome.ts';
import { NoAnswer, type SearchClient } from './search-client.ts';

/** A document to write, or to remove, at a version that the source gave it. */
export interface Write {
  id: string;
  /** Sent as text: it may be beyond what JavaScript's numbers hold exactly. */
  version: bigint;
  /** `external` refuses the version that is there already, `external_gte` replaces it. */
  versionType: 'external' | 'external_gte';
  /** JSON; left out, the document is removed. */
  document?: string;
}

/** OpenSearch takes 10 MiB on the smallest machines; half of it leaves room for the document that tips the scales. */
const maxBytes = 5 * 1024 * 1024;
const requestTimeout = 20_000;

/**
 * Writes documents with `_bulk` and classifies every item: HTTP 200 is not success. What may succeed later is tried again,
 * with growing and jittered pauses, until the deadline.
 */
export class BulkWriter {
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #clock: Clock;

  constructor(client: SearchClient, alias: string, clock: Clock) {
    this.#client = client;
    this.#alias = alias;
    this.#clock = clock;
  }

  /** One outcome a write, in their order. Writes of one call have different ids. */
  async write(writes: readonly Write[], deadline: Deadline): Promise<WriteOutcome[]> {
    const outcomes: WriteOutcome[][] = [];
    for (const part of parts(writes.map(linesOf))) outcomes.push(await this.#writePart(part, deadline));
    return outcomes.flat();
  }

  async #writePart(lines: readonly string[], deadline: Deadline): Promise<WriteOutcome[]> {
    const outcomes = lines.map((): WriteOutcome => ({ kind: 'unsent' }));
    let pending = lines.map((_, at) => at);
    for (let attempt = 0; pending.length > 0; attempt++) {
      if (attempt > 0) await this.#clock.sleep(Math.min(pause(attempt), deadline.remaining()));
      if (deadline.remaining() === 0) break;
      const again = attempt === 0 ? lines : pending.map((at) => lines[at]!);
      const results = await this.#send(again, deadline);
      pending.forEach((at, place) => (outcomes[at] = results[place]!));
      pending = pending.filter((at) => !isFinal(outcomes[at]!));
    }
    return outcomes;
  }

  /** One request; one that is too large is sent in halves. */
  async #send(lines: readonly string[], deadline: Deadline): Promise<WriteOutcome[]> {
    const timeout = Math.min(requestTimeout, deadline.remaining());
    if (timeout === 0) return lines.map(() => ({ kind: 'unsent' }));
    try {
      const path = `/${this.#alias}/_bulk`;
      const { status, body } = await this.#client.requestAs(bulkBody, 'POST', path, lines.join(''), timeout);
      const outcomes = status === 200 ? bulkOutcomes(body) : [];
      if (outcomes.length === lines.length) return outcomes;
      if ((status === 413 || status === 400) && lines.length > 1) {
        const half = Math.ceil(lines.length / 2);
        return [
          ...(await this.#send(lines.slice(0, half), deadline)),
          ...(await this.#send(lines.slice(half), deadline)),
        ];
      }
      return lines.map(() => outcomeOfRequest(status, body));
    } catch (error) {
      if (error instanceof NoAnswer) return lines.map(() => ({ kind: 'failed', reason: error.message }));
      throw error;
    }
  }
}

const isFinal = ({ kind }: WriteOutcome): boolean => kind === 'written' || kind === 'conflict' || kind === 'refused';

function linesOf({ id, version, versionType, document }: Write): string {
  const about = `{"_id":${JSON.stringify(id)},"version":"${version}","version_type":"${versionType}"}`;
  return document === undefined ? `{"delete":${about}}\n` : `{"index":${about}}\n${document}\n`;
}

/** A code unit of a text takes at most so many bytes of UTF-8. */
const mostBytesOfUnit = 3;

/** Cut where the next document would make a body too large. */
function* parts(lines: readonly string[]): Iterable<readonly string[]> {
  if (lines.length === 0) return;
  const units = lines.reduce((sum, { length }) => sum + length, 0);
  if (units * mostBytesOfUnit <= maxBytes) return yield lines;
  let part: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line);
    if (part.length > 0 && bytes + size > maxBytes) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(line);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

/** Milliseconds: doubled each time up to 5 s, with full jitter, so that many writers do not come back together. */
export const pause = (attempt: number): number => Math.random() * Math.min(5000, 100 * 2 ** attempt);
