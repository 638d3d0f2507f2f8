import { expect } from '@jest/globals';
import { failuresOf } from '../../toolkit/local/failures.ts';
import type { LocalProject } from '../local/local-project.ts';

interface Rehearsed {
  failure: string;
  expected: Record<string, number | null>;
  others: string[];
}

/** Runs the failure of each alarm: each has to follow, and none where nothing fails. */
export async function everyAlarmOf(project: LocalProject): Promise<void> {
  const { code, out, err } = await project.run('local', '--alarms', '--json');
  const [nothing, ...failures] = JSON.parse(out || '[]') as Rehearsed[];
  expect([nothing, out === '' ? err : '']).toEqual([
    { failure: 'Nothing fails', expected: {}, pages: {}, others: [] },
    '',
  ]);
  expect(failures.map(({ failure }) => failure)).toEqual(failuresOf(project.folder).map(({ failure }) => failure));
  const silent = failures.filter(({ expected }) => Object.values(expected).includes(null));
  expect({ code, silent }).toEqual({ code: 0, silent: [] });
}
