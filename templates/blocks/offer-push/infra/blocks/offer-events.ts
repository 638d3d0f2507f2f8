import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AppSyncAuthorizationType, Code, EventApi, type CfnApi, type ChannelNamespace } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namespace } from '../../processors/push/channel.ts';
import type { Stage } from '../stage.ts';
import type { AppUsers } from './app-users.ts';
import type { ProcessorFunction } from './processor-function.ts';

const onSubscribe = join(import.meta.dirname, '..', 'offer-push', 'on-subscribe.js');
const { IAM, USER_POOL } = AppSyncAuthorizationType;

/**
 * AppSync Events with a channel for each user. The pipeline publishes, by IAM; users who have signed in subscribe to their own channel, and
 * publish nothing.
 */
export class OfferEvents extends Construct {
  readonly #url: string;
  readonly #channels: ChannelNamespace;

  constructor(scope: Construct, id: string, { stage, users }: { stage: Stage; users: AppUsers }) {
    super(scope, id);
    const stack = Stack.of(this);
    const api = new EventApi(this, 'Api', {
      // at most 50 characters
      apiName: `${stack.stackName.slice(0, 43)}-offers`,
      authorizationConfig: {
        authProviders: [
          { authorizationType: IAM },
          {
            authorizationType: USER_POOL,
            // tokens of other clients of the pool are for something else
            cognitoConfig: { userPool: users.pool, appIdClientRegex: users.client.userPoolClientId },
          },
        ],
        connectionAuthModeTypes: [USER_POOL],
        defaultPublishAuthModeTypes: [IAM],
        defaultSubscribeAuthModeTypes: [USER_POOL],
      },
    });
    this.#channels = api.addChannelNamespace('Channels', {
      channelNamespaceName: namespace,
      code: Code.fromInline(readFileSync(onSubscribe, 'utf8')),
      authorizationConfig: { publishAuthModeTypes: [IAM], subscribeAuthModeTypes: [USER_POOL] },
    });
    logErrors(this, api, stage);
    this.#url = `https://${api.httpDns}/event`;
    new CfnOutput(stack, 'OfferEventsHttp', { value: api.httpDns });
    new CfnOutput(stack, 'OfferEventsRealtime', { value: api.realtimeDns });
  }

  /** Lets a processor publish to the channels of users, and tells it where. */
  allowPublisher(processor: ProcessorFunction): void {
    processor.allow(['appsync:EventPublish'], [this.#channels.channelNamespaceArn]);
    processor.function.addEnvironment('EVENTS_URL', this.#url);
  }
}

/**
 * AppSync writes to a group whose name it sets, and nothing but errors: other levels hold what is published. The construct would add a
 * custom resource and a policy of AWS for all groups.
 */
function logErrors(scope: Construct, api: EventApi, stage: Stage): void {
  const group = new LogGroup(scope, 'Logs', {
    logGroupName: `/aws/appsync/apis/${api.apiId}`,
    retention: stage.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, 'LogRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [group.logGroupArn],
    }),
  );
  (api.node.defaultChild as CfnApi).addPropertyOverride('EventConfig.LogConfig', {
    CloudWatchLogsRoleArn: role.roleArn,
    LogLevel: 'ERROR',
  });
}
