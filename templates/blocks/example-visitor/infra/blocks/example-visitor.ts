import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { ProcessorFunction } from './processor-function.ts';

export interface ExampleVisitorProps {
  stage: Stage;
  /** What it asks for in each run. */
  urls: readonly string[];
  /** Whether it signs its requests to API Gateway with its role. */
  signs: boolean;
}

/**
 * Sends a request to each address every five minutes. No run meets another one, so no concurrency is reserved: an account that may run
 * ten functions at once could not reserve any.
 */
export class ExampleVisitor extends Construct {
  readonly visitor: ProcessorFunction;
  readonly schedule: Rule;

  constructor(scope: Construct, id: string, { stage, urls, signs }: ExampleVisitorProps) {
    super(scope, id);
    this.visitor = new ProcessorFunction(this, 'Function', {
      stage,
      processor: 'example-visitor',
      timeout: Duration.minutes(1),
      memorySize: 128,
      environment: { URLS: urls.join(' '), SIGNS: String(signs) },
    });
    this.visitor.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    this.schedule = new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(this.visitor.function, { retryAttempts: 0 })],
    });
  }
}
