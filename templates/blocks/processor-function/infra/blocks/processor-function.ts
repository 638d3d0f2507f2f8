import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { functionCode } from '../functions.ts';
import { metricNamespace } from './metric-namespace.ts';

export interface ProcessorFunctionProps {
  stage: Stage;
  /** The folder of processors/ with its code; also the service that its metrics and logs carry. */
  processor: string;
  timeout: Duration;
  /** MiB; CPU comes in proportion. */
  memorySize: number;
  /** At most so many run at once, and so many are kept free for them. Left out: what the account has room for. */
  reservedConcurrentExecutions?: number;
  environment: Record<string, string>;
}

/** A Lambda function of processors/, with a role that may write its own log and nothing else until it is told. */
export class ProcessorFunction extends Construct {
  readonly function: Function;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ProcessorFunctionProps) {
    super(scope, id);
    const { stage, processor, environment, ...settings } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.function = new Function(this, 'Function', {
      ...settings,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: functionCode(processor),
      handler: 'index.handler',
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: processor,
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace(Stack.of(this)),
        ...environment,
      },
    });
  }

  allow(actions: string[], resources: string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources }));
  }
}
