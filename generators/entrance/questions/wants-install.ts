import type { CommandLine } from '../flags/flags.ts';
import type { Asker } from './asker.ts';

/** Asks whether to install the dependencies, unless a flag has settled it. */
export const wantsInstall = async (asker: Asker, { values }: CommandLine): Promise<boolean> =>
  values['install'] === undefined &&
  !values['dry-run'] &&
  asker.confirm({
    name: 'install',
    message: 'Install its dependencies afterwards (npm ci, about 400 MB)?',
    default: true,
  });
