import type { OpenStage } from '../stack/stage.ts';

/** How samples come into a stage: delivery/seeding.ts. `Settings` is what it reads of a stage in infra/config.ts. */
export interface Seeding<Settings = unknown> {
  /** What `npm run seed` does, for its usage. */
  does: string;
  /** What has to be confirmed before samples are written to a deployed stage, and the option that confirms it. */
  confirm?: { option: string; because: string };
  /** Gives what was done, in a sentence. */
  seed(stage: OpenStage<Settings>): Promise<string>;
}
