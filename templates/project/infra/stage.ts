import type { RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What every part of the pipeline knows of its stage. What only some of them need stands in config.ts. */
export interface Stage {
  name: 'dev' | 'prod';
  /** What happens to what holds data when the stack, or the resource, is deleted. A first deployment that fails leaves nothing. */
  removalPolicy: RemovalPolicy;
  logRetention: RetentionDays;
}
