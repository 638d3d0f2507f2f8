// npm run seed: writes samples of the contract to the source of a stage.
import { seeding } from '../../delivery/seeding.ts';
import { asksForHelp } from '../command-line.ts';
import { local, openStage, stageNames } from '../stack/stage.ts';
import { stageToSeed, usage } from './seeding.ts';

try {
  const argv = process.argv.slice(2);
  if (asksForHelp(argv)) console.log(usage(seeding, stageNames));
  else console.log(await seeding.seed(await openStage(stageToSeed(argv, seeding, stageNames, local))));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
