import type { StageSettings } from '../project.ts';
import type { ClientSettings } from '../stack/stage.ts';

/** Something that a deployment would fail at, and that CloudFormation tells only after many minutes. */
export interface Problem {
  /** What account and region are like. */
  seen: string;
  /** What the stage needs. */
  needed: string;
  /** What to do, in sentences. */
  remedy: string;
}

/** What a check found: problems, and else what it is sure of. */
export interface Findings {
  problems: readonly Problem[];
  /** Printed when there is no problem, for example which zones a domain will be in. */
  fine: string;
}

/** One question to account and region before a change set is made. */
export interface PreflightCheck<Settings extends StageSettings> {
  title: string;
  /** What it asks AWS for: the role that deploys may do this (infra/github-oidc-stack.ts). */
  permissions: readonly { actions: readonly string[]; resources: readonly string[] }[];
  /** Asks, and changes nothing. Throws the error of AWS where it gets no answer. */
  ask(place: StagePlace<Settings>): Promise<Findings>;
}

/** Where a stage is to be deployed. */
export interface StagePlace<Settings extends StageSettings> {
  settings: Settings;
  /** For every client of the AWS SDK. */
  client: ClientSettings;
  /** The outputs of the stack; none before the first deployment. */
  outputs: Readonly<Record<string, string>>;
}
