/** What commands know of a project beside its pipeline: tools/this-project.ts. */
export interface Project<Settings extends StageSettings = StageSettings> {
  /** Its folder, as an absolute path. */
  root: string;
  /** The stack of a stage is called NAME-STAGE. */
  name: string;
  /** Where each stage is deployed, by its name. What is left out comes from the credentials in use. */
  environments: Readonly<Record<string, { account?: string; region?: string }>>;
  /** The first is the one that `npm run local` runs: stages differ in sizes only. */
  stages: readonly Settings[];
}

/** What every stage has; projects have more. */
export interface StageSettings {
  name: string;
}
