/** What a run has in the place of the script of a Glue job, which needs Spark: code that comes to the same results. */
export interface ScriptStandIn {
  /** Ends when the script does. Rejects where the script fails. */
  run(place: ScriptPlace): Promise<ScriptOutcome>;
}

/** Where a script runs. */
export interface ScriptPlace {
  /** By name, without --: those of the job, and those of the run in their place. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Epoch milliseconds that the script takes for now. */
  readonly now: number;
  /** Settings for clients of the AWS SDK. Calls need the permissions of the job's role. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

export interface ScriptOutcome {
  /** What the script puts into CloudWatch, if it puts anything. */
  readonly metrics: {
    readonly namespace: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, number>>;
  };
}
