import type { IndexSettings } from '../types.ts';
import type { DocumentSettings } from './documents/documents.ts';
import { isObject } from './exact-json.ts';
import { illegalArgument, notModelled } from './problem.ts';

/** An index's settings by their full name, as text. */
export type SettingsMap = Readonly<Record<string, string>>;

/** The last four change nothing here: an index has one shard, in memory. */
const knownSettings = [
  'refresh_interval',
  'gc_deletes',
  'default_pipeline',
  'number_of_shards',
  'number_of_replicas',
  'auto_expand_replicas',
  'codec',
];

/** Settings as a client sends them, nested or with dots. Throws for one that is not modelled. */
export function settingsOf(body: unknown): SettingsMap {
  const flat: Record<string, string> = {};
  const collect = (prefix: string, value: unknown) => {
    if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) collect(prefix ? `${prefix}.${name}` : name, inner);
    } else {
      flat[prefix.startsWith('index.') ? prefix : `index.${prefix}`] = String(value);
    }
  };
  collect('', body ?? {});
  const unknown = Object.keys(flat).find((name) => !knownSettings.includes(name.slice('index.'.length)));
  if (unknown !== undefined) throw notModelled(`index setting [${unknown}]`);
  return flat;
}

/** The settings as `GET /{index}` shows them. */
export const shownSettings = (settings: SettingsMap): object => ({
  index: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.slice('index.'.length), value])),
});

export function documentSettingsOf(settings: SettingsMap, defaults: IndexSettings): DocumentSettings {
  const { 'index.refresh_interval': refresh, 'index.gc_deletes': gcDeletes } = settings;
  return {
    refreshInterval:
      refresh === undefined ? defaults.refreshInterval : refresh === '-1' ? Infinity : durationOf(refresh),
    gcDeletes: gcDeletes === undefined ? defaults.gcDeletes : durationOf(gcDeletes),
  };
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `500ms`, `60s`, `1m`, `2h`, `7d` in milliseconds. */
export function durationOf(text: string): number {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (!match) throw illegalArgument(`failed to parse [${text}] as a time value: unit is missing or unrecognized`);
  return Number(match[1]) * units[match[2]!]!;
}
