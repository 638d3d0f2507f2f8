import type { Fate, Ledger, SinkSummary } from '../contracts/ledger.ts';

/** What is known of one event in one sink. */
interface Evidence {
  accepted: boolean;
  deliveries: number;
  superseded: boolean;
  parked?: { readonly where: string; readonly why: string };
  droppedBy?: string;
}

/** Names the lost one by one up to here; a summary that scrolls away is not read. */
const namedAtMost = 20;

export class AccountLedger implements Ledger {
  readonly #sinks = new Map<string, Map<string, Evidence>>();
  /** By sink, of those without a name. */
  readonly #superseded = new Map<string, number>();

  accept(id: string, sinks: readonly string[]): void {
    for (const sink of sinks) this.#evidence(id, sink).accepted = true;
  }

  delivered(id: string, sink: string): void {
    this.#evidence(id, sink).deliveries++;
  }

  superseded(id: string, sink: string): void {
    this.#evidence(id, sink).superseded = true;
  }

  countSuperseded(count: number, sink: string): void {
    this.#evidenceIn(sink);
    this.#superseded.set(sink, (this.#superseded.get(sink) ?? 0) + count);
  }

  parked(id: string, sink: string, where: string, why: string): void {
    this.#evidence(id, sink).parked ??= { where, why };
  }

  dropped(id: string, sink: string, rule: string): void {
    this.#evidence(id, sink).droppedBy ??= rule;
  }

  fate(id: string, sink: string): Fate {
    const evidence = this.#sinks.get(sink)?.get(id);
    if (!evidence?.accepted) {
      throw new Error(
        `"${id}" was never accepted for "${sink}", so it has no fate there. Call accept() when its source answers.`,
      );
    }
    return fateOf(evidence);
  }

  summary(): readonly SinkSummary[] {
    return [...this.#sinks].map(([sink, evidence]) => summaryOf(sink, evidence, this.#superseded.get(sink) ?? 0));
  }

  print(): string {
    return this.summary()
      .map(({ sink, lostIds, ...counts }) => {
        const line = Object.entries(counts)
          .filter(([name, count]) => count > 0 || name === 'lost')
          .map(([name, count]) => `${count} ${words[name as keyof typeof words]}`);
        const more = lostIds.length > namedAtMost ? `, and ${lostIds.length - namedAtMost} more` : '';
        const names = lostIds.length > 0 ? `\n  lost: ${lostIds.slice(0, namedAtMost).join(', ')}${more}` : '';
        return `${sink}: ${line.join(', ')}${names}`;
      })
      .join('\n');
  }

  #evidenceIn(sink: string): Map<string, Evidence> {
    let ids = this.#sinks.get(sink);
    if (ids === undefined) this.#sinks.set(sink, (ids = new Map()));
    return ids;
  }

  #evidence(id: string, sink: string): Evidence {
    const ids = this.#evidenceIn(sink);
    let evidence = ids.get(id);
    if (evidence === undefined) ids.set(id, (evidence = { accepted: false, deliveries: 0, superseded: false }));
    return evidence;
  }
}

const words: Record<Exclude<keyof SinkSummary, 'sink' | 'lostIds'>, string> = {
  delivered: 'delivered',
  superseded: 'superseded',
  parked: 'parked',
  dropped: 'dropped',
  lost: 'LOST',
  duplicates: 'duplicates',
  deliveredAndParked: 'delivered and parked',
};

/** The order of the kinds is the invariant's: the first that holds. */
function fateOf({ deliveries, superseded, parked, droppedBy }: Evidence): Fate {
  if (deliveries > 0) return { fate: 'delivered', times: deliveries };
  if (superseded) return { fate: 'superseded' };
  if (parked) return { fate: 'parked', ...parked };
  if (droppedBy !== undefined) return { fate: 'dropped', rule: droppedBy };
  return { fate: 'lost' };
}

function summaryOf(sink: string, evidence: ReadonlyMap<string, Evidence>, superseded: number): SinkSummary {
  const counts = { delivered: 0, superseded, parked: 0, dropped: 0, lost: 0, duplicates: 0, deliveredAndParked: 0 };
  const lostIds: string[] = [];
  for (const [id, one] of evidence) {
    if (!one.accepted) continue;
    const { fate } = fateOf(one);
    counts[fate]++;
    if (fate === 'lost') lostIds.push(id);
    counts.duplicates += Math.max(0, one.deliveries - 1);
    if (one.deliveries > 0 && one.parked) counts.deliveredAndParked++;
  }
  return { sink, ...counts, lostIds };
}
