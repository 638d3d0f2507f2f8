import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  verdictOf,
  type FaultPoint,
  type StreamRecord,
  type ViewSource,
  type ViewState,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { readChange } from '../../processors/indexer/change.ts';
import { indexerMetrics } from '../../processors/indexer/metrics.ts';
import type { Resources } from '../architecture/components.ts';
import { architectureOf } from '../architecture/draw.ts';
import type { Edge } from '../architecture/mermaid.ts';
import type { LocalPipeline } from './pipeline.ts';

/** The newest so many events are shown. */
const shown = 30;

/** What the page and the terminal show of a running pipeline, and what can be done to it there. */
export function viewOf(pipeline: LocalPipeline, assembly: string, stackName: string): ViewSource {
  const { stack } = pipeline;
  const { Resources } = JSON.parse(readFileSync(join(assembly, `${stackName}.template.json`), 'utf8')) as {
    Resources: Resources;
  };
  const { nodes, edges } = architectureOf(Resources);
  const order = sourcesFirst(Object.keys(nodes), edges);
  const startedAt = stack.clock.now();
  const verdict = seldom(() => verdictOf(pipeline.account.ledger(pipeline.places).summary(), stack.waiting()));
  const newest: ViewState['newest'][number][] = [];
  stack.onRecord((record) => {
    newest.unshift({ at: stack.clock.now(), ...described(record) });
    newest.length = Math.min(newest.length, shown);
  });

  const state = (): ViewState => ({
    verdict: verdict(),
    title: stackName,
    startedAt,
    now: stack.clock.now(),
    entered: pipeline.account.size,
    nodes: order.map((name) => ({
      name,
      kind: nodes[name]!,
      ...stack.passed(name),
      delivered: stack.measured(name, indexerMetrics.indexed),
      superseded: stack.measured(name, indexerMetrics.superseded),
    })),
    edges: edges.map((edge) => ({ ...edge, count: stack.flowing(edge.from, edge.to) })),
    newest,
    parked: pipeline
      .parked()
      .map(({ key, kind, at, records }) => ({
        key,
        kind,
        at: at.getTime(),
        records: records.length,
        reason: records[0]?.reason ?? '',
      }))
      .toSorted((one, other) => other.at - one.at),
    faults: stack.faultPoints,
    notes: [
      ...stack.standIns.map((each) => `Stand-in for ${each}`),
      ...stack.notModelled.map((each) => `Not modelled: ${each}`),
    ],
  });

  return {
    state,
    search: async (query) => {
      const { status, body } = await stack.callApi(`${pipeline.searchUrl}/search?${query}`);
      return { status, body: JSON.parse(body) as unknown };
    },
    replay: (key) => pipeline.replay((object) => object.key === key),
    setFault: (point, on) => stack.setFault(point as FaultPoint, on),
  };
}

/** What data reaches early comes early: a component is as far along as the longest way to it. Reading goes against the data. */
function sourcesFirst(names: readonly string[], ways: readonly Edge[]): string[] {
  const edges = ways.filter(({ label }) => label !== 'reads');
  const depth = (name: string, passed: readonly string[]): number =>
    Math.max(
      0,
      ...edges
        .filter(({ from, to }) => to === name && !passed.includes(from))
        .map(({ from }) => 1 + depth(from, [...passed, name])),
    );
  return names.toSorted((a, b) => depth(a, []) - depth(b, []));
}

function described({ data, partitionKey }: StreamRecord): { id: string; what: string } {
  try {
    const { key, item, expired } = readChange({
      kinesis: { data: Buffer.from(data).toString('base64') },
    } as Parameters<typeof readChange>[0]);
    const id = Object.values(key)
      .flatMap((value) => Object.values(value))
      .join(' / ');
    return { id, what: item ? 'written' : expired ? 'expired' : 'removed' };
  } catch {
    return { id: partitionKey, what: 'not a table change' };
  }
}

/** The same function, with its last result as long as computing it again would take more than a twentieth of the time. */
function seldom<T>(compute: () => T): () => T {
  let last: { result: T; until: number } | undefined;
  return () => {
    const begun = performance.now();
    if (last && begun < last.until) return last.result;
    const result = compute();
    const ended = performance.now();
    last = { result, until: ended + 20 * (ended - begun) };
    return result;
  };
}
