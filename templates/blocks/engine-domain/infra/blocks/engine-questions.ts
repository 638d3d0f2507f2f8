import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { questions } from '../../processors/engine-questions/questions.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction, ProcessorFunctionProps } from './processor-function.ts';

interface EngineQuestionsProps {
  stage: Stage;
  /** A function in the network of the domain that may make GET requests to these paths. */
  reader(scope: Construct, id: string, paths: readonly string[], props: ProcessorFunctionProps): ProcessorFunction;
}

/**
 * The operator's way to a domain that only its own network reaches: a function that asks a fixed list of questions. Whoever may
 * invoke it can ask; its role lets it read these and nothing else.
 */
export class EngineQuestions extends Construct {
  constructor(scope: Construct, id: string, { stage, reader }: EngineQuestionsProps) {
    super(scope, id);
    const asking = reader(this, 'Ask', Object.values(questions), {
      stage,
      processor: 'engine-questions',
      // a cluster without a leader answers after 30 seconds that it has none
      timeout: Duration.seconds(60),
      memorySize: 256,
      environment: {},
    });
    new CfnOutput(Stack.of(this), 'EngineQuestionsFunctionName', { value: asking.function.functionName });
  }
}
