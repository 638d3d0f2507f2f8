import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Distribution, Function, FunctionCode, FunctionEventType, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { rawBucketOf } from './blocks/example-source.ts';
import { ExampleVisitor } from './blocks/example-visitor.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';
import type { Stage } from './stage.ts';

/** Runs at the edge for each request, so that none reaches the origin: 404 to /missing, 200 to everything else. */
const answer = `
function handler(event) {
  if (event.request.uri === '/missing') return { statusCode: 404, statusDescription: 'Not Found' };
  return { statusCode: 200, statusDescription: 'OK', body: 'An example.' };
}
`;

/**
 * A distribution with standard logging v2 into the raw bucket, wherever that is. All of it is in us-east-1, because CloudFront's logs are
 * delivered from there (CloudFront guide, "Configure standard logging (v2)"). It knows the raw bucket by its name alone.
 */
export class ExampleCloudfrontStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    const { account } = project.stages[stage.name];
    super(scope, id, {
      env: { ...(account === undefined ? {} : { account }), region: 'us-east-1' },
      description: `An example of the source cloudfront for ${project.name}`,
    });
    applyHouseRules(this, stage.name);
    const distribution = this.#distribution();
    const source = new CfnDeliverySource(this, 'LogSource', {
      name: id,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, 'LogDestination', {
      name: id,
      deliveryDestinationType: 'S3',
      outputFormat: 'json',
      // the policy of the raw bucket lets CloudFront write here (infra/deliveries/cloudfront.ts)
      destinationResourceArn: rawBucketOf(this, stage).arnForObjects('raw/cloudfront'),
    });
    const delivery = new CfnDelivery(this, 'LogDelivery', {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.attrArn,
      s3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
      s3EnableHiveCompatiblePath: false,
    });
    delivery.node.addDependency(source);
    const at = `https://${distribution.distributionDomainName}`;
    const visits = new ExampleVisitor(this, 'Visitor', {
      stage,
      urls: [`${at}/`, `${at}/items/1`, `${at}/missing`],
      signs: false,
    });
    visits.schedule.node.addDependency(delivery);
  }

  #distribution(): Distribution {
    // a distribution has an origin; this one stays empty
    const origin = new Bucket(this, 'Origin', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(origin, 'AwsSolutions-S1', 'Nothing is in it, and no request gets to it');
    const distribution = new Distribution(this, 'Distribution', {
      comment: this.stackName,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(origin),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new Function(this, 'Answer', { code: FunctionCode.fromInline(answer) }),
          },
        ],
      },
    });
    acknowledge(distribution, 'AwsSolutions-CFR1', 'It says the same to everybody, and nothing that is worth a limit');
    acknowledge(distribution, 'AwsSolutions-CFR2', 'It reads nothing of a request but the path');
    acknowledge(
      distribution,
      'AwsSolutions-CFR3',
      'It has standard logging v2, which is no property of a distribution',
    );
    acknowledge(distribution, 'AwsSolutions-CFR4', 'It has no domain of its own, and so the certificate of CloudFront');
    return distribution;
  }
}
