import { asksForHelp } from '../command-line.ts';
import type { Project, StageSettings } from '../project.ts';
import { local } from '../stack/local-stage.ts';
import { openStage, stageNamesOf } from '../stack/open-stage.ts';
import { stageToSeed, usage } from './arguments.ts';
import type { Seeding } from './seeding.ts';

/** `npm run seed`: writes samples of the contract to the source of a stage. Reads the command line, and sets the exit code. */
export async function seed<Settings extends StageSettings>(
  seeding: Seeding<NoInfer<Settings>>,
  project: Project<Settings>,
): Promise<void> {
  try {
    const argv = process.argv.slice(2);
    const stages = stageNamesOf(project);
    if (asksForHelp(argv)) console.log(usage(seeding, stages));
    else console.log(await seeding.seed(await openStage(project, stageToSeed(argv, seeding, stages, local))));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
