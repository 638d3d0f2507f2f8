import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { ProcessorFunction } from './processor-function.ts';

export interface BootstrapBrokersProps {
  stage: Stage;
  clusterArn: string;
}

/** The addresses of the brokers of a cluster. CloudFormation does not know them: a function of the deployment asks Amazon MSK. */
export class BootstrapBrokers extends Construct {
  /** `host:port` of some brokers, separated by commas. A client finds the others through them. */
  readonly servers: string;

  constructor(scope: Construct, id: string, { stage, clusterArn }: BootstrapBrokersProps) {
    super(scope, id);
    const ask = new ProcessorFunction(this, 'Ask', {
      stage,
      processor: 'bootstrap-brokers',
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: {},
    });
    ask.allow(['kafka:GetBootstrapBrokers'], [clusterArn]);
    const brokers = new CustomResource(this, 'Addresses', {
      resourceType: 'Custom::BootstrapBrokers',
      serviceToken: ask.function.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: { ClusterArn: clusterArn },
    });
    // without its permissions, the function cannot ask
    brokers.node.addDependency(ask.role);
    this.servers = brokers.getAttString('BootstrapServers');
  }
}
