import { afterAll, expect, it } from '@jest/globals';
import { failuresOf } from '../../toolkit/local/failures.ts';
import { LocalProject } from '../local/local-project.ts';

interface Rehearsed {
  failure: string;
  expected: Record<string, number | null>;
  others: string[];
}

/** A project whose alarms are rehearsed. */
export interface RehearsedProject {
  /** What is said of it. */
  about: string;
  answers: object;
  /** The files of its failures that another project does not have too. Left out: all of them. */
  only?: readonly string[];
}

/** Tests of projects, which are rehearsed at the same time, that each alarm has a failure which it follows. */
export function everyAlarmOf(useCase: string, projects: readonly RehearsedProject[]): void {
  const made = projects.map(({ answers, only }, at) => {
    const project = LocalProject.with(`${useCase}-alarms-${at}`, { useCase, ...answers });
    if (only) project.keepOnly('delivery/failures', ...only);
    return project;
  });
  afterAll(() => made.forEach((project) => project.killAll()));

  it.concurrent.each(projects.map(({ about }, at) => [about, made[at]!] as const))(
    `each alarm of ${useCase} follows its failure within a quarter of an hour, and none follows where nothing fails: %s`,
    async (_, project) => expectAllOf(project),
  );
}

/** Runs the failure of each alarm: each has to follow, and none where nothing fails. */
async function expectAllOf(project: LocalProject): Promise<void> {
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
