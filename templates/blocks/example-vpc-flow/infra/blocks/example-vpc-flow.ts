import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ExampleNetwork } from './example-network.ts';
import type { ExampleProps, ExampleSource } from './example-source.ts';
import { ExampleVisitor } from './example-visitor.ts';

/** A flow log of the network, with flows that are accepted and flows that are rejected. */
class ExampleVpcFlow extends Construct {
  constructor(scope: Construct, id: string, { stage, rawBucket }: ExampleProps) {
    super(scope, id);
    const network = ExampleNetwork.of(this);
    const flowLog = new CfnFlowLog(this, 'FlowLog', {
      resourceType: 'VPC',
      resourceId: network.vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      // the policy of the raw bucket lets flow logs be written here (infra/deliveries/vpc-flow.ts)
      logDestination: rawBucket.arnForObjects('raw/vpc-flow/'),
      // ingest reads fields in any order, and needs one of start and end
      logFormat: fields.map((field) => `\${${field}}`).join(' '),
      maxAggregationInterval: 60,
    });
    const visits = new ExampleVisitor(this, 'Visitor', {
      stage,
      // the security group lets out port 80, and no other one
      urls: [`http://${network.emptyAddress}/`, `http://${network.emptyAddress}:8080/`],
      signs: false,
    });
    network.place(visits.visitor);
    visits.schedule.node.addDependency(flowLog);
  }
}

/** Those of version 2, and what tells on which side of an interface a packet was seen. */
const fields = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'flow-direction',
];

export const exampleVpcFlow: ExampleSource = (scope, props) => new ExampleVpcFlow(scope, 'VpcFlow', props);
