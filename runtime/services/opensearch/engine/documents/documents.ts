import type { Clock } from '../../../../contracts/clock.ts';
import { Problem } from '../problem.ts';
import type { Mapping } from './mapping.ts';

export interface StoredDocument {
  readonly id: string;
  readonly version: bigint;
  /** Counts writes of the index. */
  readonly sequence: number;
  /** The body as it was sent. */
  readonly source: string;
  /** As it was when the document came. */
  readonly mapping: Mapping;
}

/** Who numbers the versions: OpenSearch, or the client (OpenSearch guide, index-document: version_type). */
export type Versioning =
  { readonly type: 'internal' } | { readonly type: 'external' | 'external_gte'; readonly version: bigint };

export interface Deletion {
  readonly found: boolean;
  readonly version: bigint;
  readonly sequence: number;
}

interface Tombstone {
  readonly version: bigint;
  readonly deletedAt: number;
}

export interface DocumentSettings {
  /** Infinity: never by itself. */
  readonly refreshInterval: number;
  readonly gcDeletes: number;
}

/** The documents of one index: the newest state for reads by id, the refreshed state for searches, and what was deleted. */
export class Documents {
  readonly #clock: Clock;
  readonly #settings: DocumentSettings;
  readonly #newest = new Map<string, StoredDocument>();
  readonly #tombstones = new Map<string, Tombstone>();
  readonly #refreshed = new Map<string, StoredDocument>();
  /** The last write of each document since the last refresh, all in one period between two. */
  readonly #unrefreshed = new Map<string, StoredDocument | undefined>();
  #firstUnrefreshedAt = 0;
  #sequence = 0;

  constructor(clock: Clock, settings: DocumentSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  get(id: string): StoredDocument | undefined {
    return this.#newest.get(id);
  }

  all(): Iterable<StoredDocument> {
    return this.#newest.values();
  }

  /** What a search sees now. The map changes with the next refresh. */
  searchable(): ReadonlyMap<string, StoredDocument> {
    this.#refreshIfDue();
    return this.#refreshed;
  }

  refresh(): void {
    for (const [id, document] of this.#unrefreshed) {
      if (document) this.#refreshed.set(id, document);
      else this.#refreshed.delete(id);
    }
    this.#unrefreshed.clear();
  }

  write(id: string, source: string, mapping: Mapping, versioning: Versioning): StoredDocument {
    const version = this.#nextVersion(id, versioning);
    const document = { id, version, sequence: this.#sequence++, source: separated(source), mapping };
    this.#newest.set(id, document);
    this.#tombstones.delete(id);
    this.#noteWrite(id, document);
    return document;
  }

  /** Deleting what does not exist leaves a tombstone too, which then rejects older writes (seen on OpenSearch 3.8). */
  delete(id: string, versioning: Versioning): Deletion {
    const version = this.#nextVersion(id, versioning);
    const found = this.#newest.delete(id);
    this.#tombstones.set(id, { version, deletedAt: this.#clock.now() });
    this.#noteWrite(id, undefined);
    return { found, version, sequence: this.#sequence++ };
  }

  /** OpenSearch forgets a deleted document's version after `index.gc_deletes`; from then on older writes are accepted. */
  #currentVersion(id: string): bigint | undefined {
    const tombstone = this.#tombstones.get(id);
    if (tombstone && this.#clock.now() - tombstone.deletedAt > this.#settings.gcDeletes) this.#tombstones.delete(id);
    return this.#newest.get(id)?.version ?? this.#tombstones.get(id)?.version;
  }

  #nextVersion(id: string, versioning: Versioning): bigint {
    const current = this.#currentVersion(id);
    if (versioning.type === 'internal') return (current ?? 0n) + 1n;
    const { type, version } = versioning;
    if (current === undefined || version > current || (type === 'external_gte' && version === current)) return version;
    const relation = type === 'external' ? 'higher or equal to' : 'higher than';
    throw versionConflict(id, `current version [${current}] is ${relation} the one provided [${version}]`);
  }

  #noteWrite(id: string, document: StoredDocument | undefined): void {
    this.#refreshIfDue();
    if (this.#unrefreshed.size === 0) this.#firstUnrefreshedAt = this.#clock.now();
    this.#unrefreshed.set(id, document);
  }

  #refreshIfDue(): void {
    const { refreshInterval } = this.#settings;
    if (this.#unrefreshed.size === 0 || refreshInterval === Infinity) return;
    const lastRefresh =
      refreshInterval === 0 ? Infinity : Math.floor(this.#clock.now() / refreshInterval) * refreshInterval;
    if (this.#firstUnrefreshedAt < lastRefresh) this.refresh();
  }
}

/** The same text on its own: as a part of a bulk request it would keep all of that request in memory. */
const separated = (text: string): string => Buffer.from(text).toString();

export const versionConflict = (id: string, why: string): Problem =>
  new Problem(409, 'version_conflict_engine_exception', `[${id}]: version conflict, ${why}`);
