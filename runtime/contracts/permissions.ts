/** A request as IAM sees it. */
export interface Call {
  /** s3:PutObject */
  readonly action: string;
  /** ARN; of an action without resources: "*". */
  readonly resource: string;
  /** Condition keys that the service adds to the request, with their values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Who may do what, as the policies of the template say. */
export interface RolePermissions {
  /** Whether the role may make this call. Throws for a role that the template does not define. */
  allows(roleArn: string, call: Call): boolean;
  /** Whether the function's own policy lets a service invoke it: ('events.amazonaws.com', ruleArn, functionArn). */
  invokes(principalService: string, sourceArn: string, functionArn: string): boolean;
  /** Whether the policy of a queue, topic, bucket or table lets a service do this on behalf of a resource of this account. */
  serviceMay(principalService: string, sourceArn: string, call: Call, sourceAccount?: string): ServiceVerdict;
}

export type ServiceVerdict = { readonly allowed: true } | { readonly allowed: false; readonly because: string };
