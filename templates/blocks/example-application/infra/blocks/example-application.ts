import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { letWriteBelow, type ExampleProps, type ExampleSource } from './example-source.ts';
import { ProcessorFunction } from './processor-function.ts';

const folder = 'raw/application/example/';

/** An application that writes a few lines of its log into the raw bucket. */
class ExampleApplication extends Construct {
  constructor(scope: Construct, id: string, { stage, rawBucket }: ExampleProps) {
    super(scope, id);
    const application = new ProcessorFunction(this, 'Function', {
      stage,
      processor: 'example-application',
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: { LOG_BUCKET: rawBucket.bucketName, LOG_FOLDER: folder },
    });
    letWriteBelow(application.role, rawBucket, [folder], ['s3:PutObject']);
    application.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(application.function, { retryAttempts: 0 })],
    });
  }
}

export const exampleApplication: ExampleSource = (scope, props) => new ExampleApplication(scope, 'Application', props);
