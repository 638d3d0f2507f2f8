import type { Alert } from './alert.ts';
import type { AnomalyKind } from './rules.ts';

/**
 * SNS API reference, Publish: a subject has less than 100 characters, printable ASCII, and begins with a letter, number
 * or punctuation.
 */
const longestSubject = 99;

const titles: Record<AnomalyKind, string> = {
  failing: 'requests fail',
  silent: 'requests do not come',
  denied: 'requests are denied',
  'new-clients-denied': 'many new clients are denied',
  'one-client': 'one client sends too much',
  'one-client-bytes': 'one client takes too many bytes',
  'slowly-failing': 'more and more requests fail',
};

/** What `expected` and `seen` count. */
const units: Record<AnomalyKind, string> = {
  failing: 'of the requests failed with status 500 to 599',
  silent: 'requests a minute',
  denied: 'of the requests were denied with status 400 to 499',
  'new-clients-denied': 'new clients a minute',
  'one-client': 'requests a minute of the client with most',
  'one-client-bytes': 'bytes a minute of the client with most',
  'slowly-failing': 'of the requests of 15 minutes failed with status 500 to 599',
};

/** A message for the topic. */
export interface AlertMessage {
  subject: string;
  /** For people. */
  text: string;
  /** The alert with its link, for programs. */
  json: string;
  attributes: { id: string; source: string; kind: AnomalyKind };
}

/** `link` has {from}, {to}, {source} and {group}, which stand for those of the alert. */
export function messageOf(alert: Alert, { stage, link }: { stage: string; link: string }): AlertMessage {
  const { id, source, kind, groups, window, expected, seen, contributors } = alert;
  const place = groups.length === 1 ? groups[0]! : `${groups.length} path groups`;
  const look = filled(link, alert);
  const lines = [
    `${source}, ${place}: ${titles[kind]}.`,
    '',
    `Window:   ${window.from} to ${window.to}`,
    `Expected: ${amount(kind, expected)} ${units[kind]}`,
    `Seen:     ${amount(kind, seen)} ${units[kind]}`,
    ...(alert.complete ? [] : ['The window is incomplete: the detector is behind.']),
    ...(groups.length === 1
      ? []
      : ['', 'Path groups, the most unusual one first:', ...groups.slice(0, 20).map((group) => `  ${group}`)]),
    '',
    contributors.length === 0 ? 'No client stands out.' : 'Clients with the largest part:',
    ...contributors.map(
      ({ client, requests, failures, bytes }) =>
        `  ${client}: ${requests} requests, ${failures} failed or denied, ${bytes} bytes`,
    ),
    '',
    `Look: ${look}`,
    `What to do: docs/runbook/anomaly.md. Anomaly ${id}.`,
  ];
  return {
    subject: ascii(`${stage}: ${source} ${place}: ${titles[kind]}`),
    text: lines.join('\n'),
    json: JSON.stringify({ ...alert, link: look }),
    attributes: { id, source, kind },
  };
}

function amount(kind: AnomalyKind, value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (units[kind].startsWith('of the requests')) return `${(100 * value).toFixed(1)} %`;
  return String(Math.round(value));
}

const filled = (link: string, { window, source, groups }: Alert): string =>
  link
    .replaceAll('{from}', encodeURIComponent(window.from))
    .replaceAll('{to}', encodeURIComponent(window.to))
    .replaceAll('{source}', encodeURIComponent(source))
    .replaceAll('{group}', encodeURIComponent(groups[0]!));

function ascii(text: string): string {
  const plain = text.replace(/[^\x20-\x7e]+/g, '?').trim();
  return plain.length <= longestSubject ? plain : `${plain.slice(0, longestSubject - 3)}...`;
}
