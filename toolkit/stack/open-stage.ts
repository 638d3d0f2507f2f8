import type { Project, StageSettings } from '../project.ts';
import { deployedStage, describeStack } from './deployed-stage.ts';
import { localStackName } from './local-stack-name.ts';
import { local } from './local-stage.ts';
import { notRunning, runningAuthorities, runningStage } from './running-stage.ts';
import type { OpenStage } from './stage.ts';

export const stageNamesOf = ({ stages }: Project): readonly string[] => [...stages.map(({ name }) => name), local];

/** Finds the stack of a stage. Throws an error that says what is missing. */
export async function openStage<Settings extends StageSettings>(
  project: Project<Settings>,
  name: string,
): Promise<OpenStage<Settings>> {
  if (name === local) return await openLocal(project);
  const { region, outputs } = await deployedStage(project, name, describeStack);
  return { name, settings: project.stages.find((stage) => stage.name === name)!, client: { region }, outputs };
}

async function openLocal<Settings extends StageSettings>(project: Project<Settings>): Promise<OpenStage<Settings>> {
  const client = runningStage(project.root);
  // what answers there may be another program, after a run that was killed
  const stack = await describeStack(localStackName(project), client).catch(() => undefined);
  if (!stack) throw new Error(notRunning);
  const authorities = runningAuthorities(project.root);
  return {
    name: local,
    settings: project.stages[0]!,
    client,
    outputs: stack.outputs,
    ...(authorities === undefined ? {} : { authorities }),
  };
}
