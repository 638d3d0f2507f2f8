import { windowLength, windowOf } from '../../processors/lib/detector/group-window.ts';
import { isAnomaly, type EventKind, type SimulatedEvent } from './simulated-events.ts';

/** A message that somebody would have got. */
export interface Told {
  group: number;
  start: number;
}

export interface Quality {
  alerts: number;
  /** Alerts of a group that had nothing. */
  falseAlerts: number;
  wrong: Told[];
  anomalies: number;
  found: number;
  precision: number;
  recall: number;
  f1: number;
  /** Windows from the one in which an anomaly begins to the one that told it, by kind: those of all that were found. */
  delays: Partial<Record<EventKind, number[]>>;
  missed: SimulatedEvent[];
}

/** What lies up to 15 minutes behind an anomaly is told about it: some signals look back that far. */
const grace = 15 * windowLength;

/** Compares alerts with what happened. An alert that no anomaly of its group explains is false. */
export function qualityOf(alerts: readonly Told[], events: readonly SimulatedEvent[]): Quality {
  const labelled = events.filter(isAnomaly);
  const explains = (event: SimulatedEvent, { group, start }: Told): boolean =>
    event.group === group && start + windowLength > event.from && start <= event.to + grace;
  const wrong = alerts.filter((alert) => !labelled.some((event) => explains(event, alert)));
  const falseAlerts = wrong.length;
  const delays: Quality['delays'] = {};
  const missed: SimulatedEvent[] = [];
  for (const event of labelled) {
    const first = alerts.find((alert) => explains(event, alert) && alert.start <= event.to);
    if (first) (delays[event.kind] ??= []).push((first.start - windowOf(event.from)) / windowLength);
    else missed.push(event);
  }
  const found = labelled.length - missed.length;
  const precision = alerts.length === 0 ? 1 : 1 - falseAlerts / alerts.length;
  const recall = labelled.length === 0 ? 1 : found / labelled.length;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return {
    alerts: alerts.length,
    falseAlerts,
    wrong,
    anomalies: labelled.length,
    found,
    precision,
    recall,
    f1,
    delays,
    missed,
  };
}
