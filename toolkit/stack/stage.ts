/** Where clients of the AWS SDK find a stage. What is left out comes from the environment, as usual. */
export interface ClientSettings {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** A stage that commands can reach: one that is deployed, or a run of `npm run local`. */
export interface OpenStage<Settings = unknown> {
  /** As the command line has it. */
  name: string;
  /** The stage as infra/config.ts describes it. */
  settings: Settings;
  /** For every client of the AWS SDK. */
  client: ClientSettings & { region: string };
  /** The outputs of its stack. */
  outputs: Readonly<Record<string, string>>;
  /** PEM: whom to trust in place of the public authorities, for clients that speak TLS. */
  authorities?: string;
}
