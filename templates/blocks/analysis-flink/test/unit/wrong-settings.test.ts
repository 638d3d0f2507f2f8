import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../processors/lib/analysis/settings.ts';

const analytics = join(import.meta.dirname, '..', '..', 'analytics');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(analytics, ...path), 'utf8'));

interface Wrong {
  /** A JSON pointer into settings.json. */
  at: string;
  /** What stands there instead; left out for nothing. */
  to?: unknown;
  error: string;
}

const all = read('core', 'src', 'test', 'resources', 'wrong-settings.json') as Wrong[];

describe('the settings of the Flink job', () => {
  it.each(all)('are refused alike: $error', ({ at, to, error }) => {
    expect(() => readSettings(changed(read('settings.json'), at, to))).toThrow(error);
  });
});

function changed(settings: unknown, at: string, to: unknown): unknown {
  if (at === '') return to;
  const names = at.slice(1).split('/');
  const last = names.pop()!;
  const parent = names.reduce(
    (part, name) => part[name] as Record<string, unknown>,
    settings as Record<string, unknown>,
  );
  if (to === undefined) delete parent[last];
  else parent[last] = to;
  return settings;
}
