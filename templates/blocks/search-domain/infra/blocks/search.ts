import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EbsDeviceVolumeType } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { Domain, TLSSecurityPolicy, type CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import { firstIndex } from '../../processors/index-setup/index-definition.ts';
import { acknowledge } from '../acknowledge.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import { EngineQuestions } from './engine-questions.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction, type ProcessorFunctionProps } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { SearchNetwork } from './search-network.ts';
import type { IndexUse, SearchOperation } from './search-operation.ts';
import { engineVersion, type SearchSize } from './search-size.ts';

/** The requests that each operation makes: an IAM policy of a domain allows methods on paths. */
const requests: Record<SearchOperation, (index: string) => Record<string, string[]>> = {
  search: (index) => ({ 'es:ESHttpPost': [`${index}/_search`] }),
  get: (index) => ({ 'es:ESHttpPost': [`${index}/_mget`] }),
  write: (index) => ({ 'es:ESHttpPost': [`${index}/_bulk`] }),
  mapping: (index) => ({ 'es:ESHttpGet': [`${index}/_mapping`] }),
  define: (index) => ({
    'es:ESHttpGet': [`${index}/_mapping`],
    'es:ESHttpPut': [`_index_template/${index}`, firstIndex(index), `${index}/_mapping`],
  }),
  series: (index) => ({
    'es:ESHttpPut': ['_index_template', '_ingest/pipeline'].map((what) => `${what}/${index.replace(/-\*$/, '')}`),
  }),
  append: (index) => ({ 'es:ESHttpPost': [`${index}/_bulk`] }),
  discard: (index) => ({ 'es:ESHttpDelete': [index] }),
};

/** An OpenSearch Service domain in a network of its own. */
export class Search extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  /** The domain: functions can use it once it is there. */
  readonly ready: Domain;
  /** Where it answers: another domain has another. */
  readonly endpoint: string;
  readonly #network: SearchNetwork;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { search: SearchSize } }) {
    super(scope, id);
    const { instanceType, zones, dataNodes, masterNodes, volumeSize } = stage.search;
    this.#network = new SearchNetwork(this, 'Network', { stage });
    const errors = new ServiceLogGroup(this, 'Errors', { stage, purpose: 'engine-errors' });
    this.ready = new Domain(this, 'Domain', {
      version: engineVersion,
      // Another version is then an upgrade in place: without this, a new and empty domain takes the place of the old one
      // (CloudFormation template reference, "UpdatePolicy attribute", EnableVersionUpgrade).
      enableVersionUpgrade: true,
      capacity: {
        dataNodes,
        dataNodeInstanceType: instanceType,
        ...(masterNodes > 0 ? { masterNodes, masterNodeInstanceType: instanceType } : {}),
        multiAzWithStandbyEnabled: false,
      },
      zoneAwareness: zones > 1 ? { enabled: true, availabilityZoneCount: zones } : { enabled: false },
      ebs: { volumeSize, volumeType: EbsDeviceVolumeType.GP3 },
      vpc: this.#network.vpc,
      vpcSubnets: [{ subnets: this.#network.vpc.isolatedSubnets }],
      securityGroups: [this.#network.domainSecurityGroup],
      enforceHttps: true,
      nodeToNodeEncryption: true,
      encryptionAtRest: { enabled: true },
      tlsSecurityPolicy: TLSSecurityPolicy.TLS_1_2_PFS,
      removalPolicy: stage.removalPolicy,
      suppressLogsResourcePolicy: true,
      logging: { appLogEnabled: true, appLogGroup: errors },
    });

    this.endpoint = `https://${this.ready.domainEndpoint}`;
    (this.ready.node.defaultChild as CfnDomain).addPropertyOverride(
      'LogPublishingOptions.ES_APPLICATION_LOGS.CloudWatchLogsLogGroupArn',
      errors.arnOfGroup,
    );

    this.#letDomainLog(errors);
    new EngineQuestions(this, 'Questions', {
      stage,
      reader: (of, name, paths, props) => this.#client(of, name, [['es:ESHttpGet', paths]], props),
    });
    acknowledge(
      this.ready,
      'AwsSolutions-OS3',
      'No public endpoint: only the security group of the clients gets to it',
    );
    acknowledge(
      this.ready,
      'AwsSolutions-OS5',
      'Without an access policy, only signed requests of principals whose own policies allow them are answered',
    );
    for (const slowLog of ['SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS'])
      acknowledge(
        this.ready,
        `AwsSolutions-OS9[LogExport::${slowLog}]`,
        'Slow logs hold what people search for and what items hold, and stay empty until an index has thresholds',
      );
    if (stage.search.masterNodes === 0) {
      acknowledge(this.ready, 'AwsSolutions-OS4', 'A stage that may fail has no dedicated masters');
      acknowledge(this.ready, 'AwsSolutions-OS7', 'A stage that may fail has one node, in one zone');
    }

    const metric = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ES',
        metricName,
        statistic,
        period: Duration.minutes(5),
        dimensionsMap: { ClientId: Stack.of(this).account, DomainName: this.ready.domainName },
      });
    this.alarms = [
      new RunbookAlarm(this, 'Red', {
        metric: metric('ClusterStatus.red', Stats.MAXIMUM),
        meaning: 'A primary shard is missing: some documents can be neither found nor written.',
        runbook: 'engine-red',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'DiskFilling', {
        // The metric is in MiB, of the node that has least. A domain refuses writes below 20 % (OpenSearch Service developer
        // guide, "Recommended CloudWatch alarms", where 25 % is the limit to be told at).
        metric: metric('FreeStorageSpace', Stats.MINIMUM),
        meaning: 'A disk of the search engine is three quarters full: at four fifths, writes are refused.',
        runbook: 'engine-disk-filling',
        below: volumeSize * 1024 * 0.25,
        periods: 1,
      }),
      new RunbookAlarm(this, 'WritesBlocked', {
        metric: metric('ClusterIndexWritesBlocked', Stats.MAXIMUM),
        meaning: 'The domain refuses writes, mostly because a disk is nearly full.',
        runbook: 'engine-writes-blocked',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Memory', {
        metric: metric('JVMMemoryPressure', Stats.MAXIMUM),
        meaning: 'The memory of a node is nearly used up: requests will be refused.',
        runbook: 'engine-memory',
        above: 92,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Free space (MiB)', left: [metric('FreeStorageSpace', Stats.MINIMUM)], width: 8 }),
      new GraphWidget({ title: 'Memory pressure (%)', left: [metric('JVMMemoryPressure', Stats.MAXIMUM)], width: 8 }),
      new GraphWidget({ title: 'Search latency (ms)', left: [metric('SearchLatency', Stats.AVERAGE)], width: 8 }),
    ];
  }

  /** Where the clients of the domain have their network interfaces. */
  get clients(): { readonly subnetIds: string[]; readonly securityGroupIds: string[] } {
    return {
      subnetIds: this.#network.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [this.#network.clientSecurityGroup.securityGroupId],
    };
  }

  /** A function that may do these operations with an index of the domain, from within its network. */
  client(
    scope: Construct,
    id: string,
    { index, operations }: IndexUse,
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    const allowed = operations.flatMap((operation) => Object.entries(requests[operation](index)));
    return this.#client(scope, id, allowed, props);
  }

  /** A function in the network of the domain that may make these requests: actions, each with its paths. */
  #client(
    scope: Construct,
    id: string,
    allowed: readonly (readonly [action: string, paths: readonly string[]])[],
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    const environment = { ...props.environment, SEARCH_ENDPOINT: this.endpoint };
    const client = new ProcessorFunction(scope, id, { ...props, environment });
    this.#network.place(client);
    const domain = Stack.of(this).getLogicalId(this.ready.node.defaultChild as CfnDomain);
    for (const path of allowed.flatMap(([, paths]) => paths).filter((each) => each.includes('*')))
      acknowledge(
        client.role,
        `AwsSolutions-IAM5[Resource::<${domain}.Arn>/${path}]`,
        'The names of indexes in a series are known when they are made',
      );
    for (const [action, paths] of allowed)
      client.allow(
        [action],
        paths.map((path) => `${this.ready.domainArn}/${path}`),
      );
    return client;
  }

  #letDomainLog(logGroup: ServiceLogGroup): void {
    const policy = new ResourcePolicy(this, 'LogPolicy', {
      policyStatements: [
        new PolicyStatement({
          principals: [
            new ServicePrincipal('es.amazonaws.com', {
              conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
            }),
          ],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
      ],
    });
    this.ready.node.addDependency(policy);
  }
}
