import { Fn } from 'aws-cdk-lib';
import { CfnSubnet, CfnVPC, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { logRejectedTraffic } from './rejected-traffic.ts';

/** Redshift management guide, "Considerations when using Amazon Redshift Serverless": without enhanced VPC routing, two zones are enough. */
const zones = 2;

/**
 * A network that nobody gets into: whoever asks uses the Data API, which needs no way to it. Redshift itself reads the stream by a way
 * of its own, as enhanced VPC routing is off: no NAT gateway, no endpoint.
 */
export class WarehouseNetwork extends Construct {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const cidrBlock = '10.1.0.0/24';
    const made = new CfnVPC(this, 'Vpc', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true });
    const subnets = Array.from(
      { length: zones },
      (_, at) =>
        new CfnSubnet(this, `Subnet${at + 1}`, {
          vpcId: made.ref,
          availabilityZone: Fn.select(at, Fn.getAzs()),
          cidrBlock: `10.1.0.${at * 64}/26`,
        }),
    );
    const vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: made.ref,
      vpcCidrBlock: cidrBlock,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
    });
    const group = new SecurityGroup(this, 'Warehouse', {
      vpc,
      description: 'The warehouse',
      allowAllOutbound: false,
    });
    logRejectedTraffic(this, stage, { vpc, made });
    this.subnetIds = subnets.map(({ ref }) => ref);
    this.securityGroupId = group.securityGroupId;
  }
}
