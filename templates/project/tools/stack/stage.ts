import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { deployedStage, describeStack, type ClientSettings } from './deployed-stage.ts';
import { localStage, localStackName } from './local-stage.ts';
import { notRunning, runningStage } from './running-stage.ts';

/** The name of the stage that `npm run local` runs, in addition to those that are deployed. */
export const local = 'local';

export const stageNames: readonly string[] = [...stages.map(({ name }) => name), local];

/** A stage that commands can reach. */
export interface OpenStage {
  /** As the command line has it. */
  name: string;
  settings: (typeof stages)[number];
  /** For every client of the AWS SDK. */
  client: ClientSettings & { region: string };
  /** The outputs of its stack. */
  outputs: Readonly<Record<string, string>>;
}

/** Finds the stack of a stage. Throws an error that says what is missing. */
export async function openStage(name: string): Promise<OpenStage> {
  if (name === local) return await openLocal();
  const { region, outputs } = await deployedStage(project, name, describeStack);
  return { name, settings: stages.find((stage) => stage.name === name)!, client: { region }, outputs };
}

async function openLocal(): Promise<OpenStage> {
  const client = runningStage();
  // what answers there may be another program, after a run that was killed
  const stack = await describeStack(localStackName, client).catch(() => undefined);
  if (!stack) throw new Error(notRunning);
  return { name: local, settings: localStage, client, outputs: stack.outputs };
}
