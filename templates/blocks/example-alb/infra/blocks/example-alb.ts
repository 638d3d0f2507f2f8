import { CfnListener, CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ExampleNetwork } from './example-network.ts';
import type { ExampleProps, ExampleSource } from './example-source.ts';
import { ExampleVisitor } from './example-visitor.ts';

/** An Application Load Balancer inside a network. It answers every request by itself. */
class ExampleAlb extends Construct {
  constructor(scope: Construct, id: string, { stage, rawBucket }: ExampleProps) {
    super(scope, id);
    const network = ExampleNetwork.of(this);
    const group = network.visited(this, 'Group', 'The example load balancer');
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      type: 'application',
      scheme: 'internal',
      subnets: [...network.subnetIds],
      securityGroups: [group.securityGroupId],
      loadBalancerAttributes: Object.entries({
        'access_logs.s3.enabled': 'true',
        'access_logs.s3.bucket': rawBucket.bucketName,
        // the policy of the raw bucket lets load balancers write here (infra/deliveries/alb.ts)
        'access_logs.s3.prefix': 'raw/alb',
        'routing.http.drop_invalid_header_fields.enabled': 'true',
      }).map(([key, value]) => ({ key, value })),
    });
    new CfnListener(this, 'Listener', {
      loadBalancerArn: balancer.ref,
      port: 80,
      protocol: 'HTTP',
      defaultActions: [
        {
          type: 'fixed-response',
          fixedResponseConfig: { statusCode: '200', contentType: 'text/plain', messageBody: 'An example.' },
        },
      ],
    });
    const at = `http://${balancer.attrDnsName}`;
    const visits = new ExampleVisitor(this, 'Visitor', {
      stage,
      urls: [`${at}/`, `${at}/items/1`, `${at}/items/2`],
      signs: false,
    });
    network.place(visits.visitor);
  }
}

export const exampleAlb: ExampleSource = (scope, props) => new ExampleAlb(scope, 'Alb', props);
