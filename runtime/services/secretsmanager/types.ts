/** A secret of the template, as a run has it. */
export interface StackSecret {
  readonly arn: string;
  readonly name: string;
  /** SecretString of its current version. */
  readonly text: string;
}

export interface SecretsmanagerKinds {
  secret: StackSecret;
}
