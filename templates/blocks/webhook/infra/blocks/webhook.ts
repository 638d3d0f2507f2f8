import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { SchemeName } from '../../processors/webhook/signature-schemes.ts';
import { acknowledge } from '../acknowledge.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { writerSettings, type WrittenTopic } from './topic-writer.ts';
import { webhookAlarms } from './webhook-alarms.ts';
import { webhookMetricsOf } from './webhook-measured.ts';

export interface WebhookSettings {
  /** How the sender signs. */
  scheme: SchemeName;
  /**
   * Deliveries that are worked on at once. Each process opens a connection to each broker, and a kafka.t3.small broker takes 4 new ones
   * with IAM a second, that of the social producer included.
   */
  concurrency: number;
  /** Deliveries that API Gateway lets through; it answers 429 beyond. */
  perSecond: number;
}

export interface WebhookProps {
  stage: Stage & { webhook: WebhookSettings };
  topic: WrittenTopic;
}

/** POST /events: signed deliveries of a SaaS application, into the topic. */
export class Webhook extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, topic }: WebhookProps) {
    super(scope, id);
    const { scheme, concurrency, perSecond } = stage.webhook;
    const secret = new Secret(this, 'SigningSecret', {
      description: 'Secrets that the sender of webhooks signs with: current, and previous while it is being replaced',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ previous: '' }),
        generateStringKey: 'current',
        passwordLength: 43,
        excludePunctuation: true,
      },
      removalPolicy: stage.removalPolicy,
    });
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'The sender has to learn of a new secret: people replace it (docs/runbook/webhook-secret.md)',
    );
    const receiver = new ProcessorFunction(this, 'Function', {
      stage,
      processor: 'webhook',
      // API Gateway waits 30 s at most
      timeout: Duration.seconds(28),
      memorySize: 512,
      reservedConcurrentExecutions: concurrency,
      environment: { ...writerSettings(topic), SIGNATURE_SCHEME: scheme, SIGNING_SECRET: secret.secretArn },
    });
    topic.access.grantWrite(receiver);
    topic.network.place(receiver, ['secretsmanager']);
    receiver.allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);

    const api = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-webhook`,
      createDefaultStage: false,
    });
    const [route] = api.addRoutes({
      path: '/events',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Receiver', receiver.function),
    });
    acknowledge(route!, 'AwsSolutions-APIG4', 'The sender signs the body, and the function checks the signature');
    const accessLogs = new ServiceLogGroup(this, 'AccessLogs', { stage, purpose: 'webhook-access' });
    const live = new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: perSecond, burstLimit: perSecond },
      accessLogSettings: {
        destination: { bind: () => ({ destinationArn: accessLogs.arnOfGroup }) },
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.error.message',
          }),
        ),
      },
    });
    new CfnOutput(Stack.of(this), 'WebhookUrl', { value: `${api.apiEndpoint}/events` });
    new CfnOutput(Stack.of(this), 'WebhookFunctionName', { value: receiver.function.functionName });
    new CfnOutput(Stack.of(this), 'WebhookSecretArn', { value: secret.secretArn });

    const measured = webhookMetricsOf(this, receiver, live);
    this.alarms = webhookAlarms(this, measured);
    this.widgets = [
      new GraphWidget({
        title: 'Deliveries',
        left: (['accepted', 'unsigned', 'refused', 'busy', 'failed'] as const).map(measured.count),
        width: 12,
      }),
      new GraphWidget({ title: 'Time of a delivery (ms)', left: [measured.latency], width: 12 }),
    ];
  }
}
