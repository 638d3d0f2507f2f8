import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultPoint } from '../../runtime/contracts/faults.ts';
import type { ViewSource, ViewState } from '../../runtime/view/state.ts';
import { architectureOf } from '../architecture/architecture-of.ts';
import type { Edge } from '../architecture/mermaid.ts';
import type { Resources } from '../architecture/resources.ts';
import { localStackName } from '../stack/local-stack-name.ts';
import type { LocalRun } from './run.ts';

/** The newest so many events are shown. */
const shown = 30;

/** What the page and the terminal show of a running pipeline, and what can be done to it there. */
export function viewOf<Event, Sample>(run: LocalRun<Event, Sample>, assembly: string): ViewSource {
  const { stack, pipeline, description } = run;
  const stackName = localStackName(run.project);
  const { metrics } = description;
  const { Resources } = JSON.parse(readFileSync(join(assembly, `${stackName}.template.json`), 'utf8')) as {
    Resources: Resources;
  };
  const { nodes, edges } = architectureOf(Resources);
  const order = sourcesFirst(Object.keys(nodes), edges);
  const startedAt = stack.clock.now();
  const newest: ViewState['newest'][number][] = [];
  const listen = (event: Event) => {
    newest.unshift({ at: stack.clock.now(), id: pipeline.name(event), what: pipeline.happened(event) });
    newest.length = Math.min(newest.length, shown);
  };
  for (const source of Object.values(pipeline.sources)) source.onAccepted(listen);
  const verdict = seldom(() => run.verdict());

  const state = (): ViewState => ({
    title: stackName,
    startedAt,
    now: stack.clock.now(),
    verdict: verdict(),
    nodes: order.map((name) => ({
      name,
      kind: nodes[name]!,
      ...stack.passed(name),
      delivered: [metrics.delivered].flat().reduce((sum, metric) => sum + stack.measured(name, metric), 0),
      superseded: metrics.superseded === undefined ? 0 : stack.measured(name, metrics.superseded),
    })),
    edges: edges.map((edge) => ({ ...edge, count: stack.flowing(edge.from, edge.to) })),
    newest,
    parked: run
      .parked()
      .map(({ key, kind, at, events }) => ({
        key,
        kind,
        at: at.getTime(),
        records: events.length,
        reason: events[0]?.reason ?? '',
      }))
      .toSorted((one, other) => other.at - one.at),
    faults: stack.faultPoints,
    alarms: stack
      .alarms()
      .filter(({ fired }) => fired.length > 0)
      .map(({ id, state: now, fired, description, page }) => {
        return { id, on: now === 'ALARM', at: fired.at(-1)!, description, page };
      })
      .toSorted((one, other) => Number(other.on) - Number(one.on) || other.at - one.at),
    probes: pipeline.probes,
    notes: [
      ...stack.standIns.map((each) => `Stand-in for ${each}`),
      ...stack.notModelled.map((each) => `Not modelled: ${each}`),
    ],
  });

  return {
    state,
    probe: (id, input) => pipeline.probes.find((probe) => probe.id === id)!.ask(stack, input),
    replay: (key) => run.replay(key),
    setFault: (point, on) => stack.setFault(point as FaultPoint, on),
    runbook: (page) => readFileSync(join(run.project.root, page), 'utf8'),
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
