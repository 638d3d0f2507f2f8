import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { AccessIndex } from './access-index.ts';

/** A function that says which events are in the index, by their ids: `npm run smoke` asks it. It does not say what is in an event. */
export class AccessLookup extends Construct {
  constructor(scope: Construct, id: string, { stage, index }: { stage: Stage; index: AccessIndex }) {
    super(scope, id);
    const lookup = index.client(this, 'Function', ['search'], {
      stage,
      processor: 'search-lookup',
      // a collection that wakes up takes half a minute
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: {},
    });
    new CfnOutput(Stack.of(this), 'SearchLookupFunctionName', { value: lookup.function.functionName });
  }
}
