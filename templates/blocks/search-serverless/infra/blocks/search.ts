import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnAccessPolicy,
  CfnCollection,
  CfnCollectionGroup,
  CfnSecurityPolicy,
} from 'aws-cdk-lib/aws-opensearchserverless';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction, type ProcessorFunctionProps } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { IndexUse, SearchOperation } from './search-operation.ts';
import type { SearchSize } from './search-size.ts';

/** The permission of a data access policy that each operation needs ("Supported operations in OpenSearch Serverless"). */
const permissions: Record<SearchOperation, { index: string[]; collection: string[] }> = {
  search: { index: ['aoss:ReadDocument'], collection: [] },
  get: { index: ['aoss:ReadDocument'], collection: [] },
  write: { index: ['aoss:WriteDocument'], collection: [] },
  mapping: { index: ['aoss:DescribeIndex'], collection: [] },
  define: {
    index: ['aoss:CreateIndex', 'aoss:DescribeIndex', 'aoss:UpdateIndex'],
    // templates and aliases belong to the collection
    collection: ['aoss:CreateCollectionItems', 'aoss:DescribeCollectionItems', 'aoss:UpdateCollectionItems'],
  },
  series: {
    index: [],
    collection: ['aoss:CreateCollectionItems', 'aoss:DescribeCollectionItems', 'aoss:UpdateCollectionItems'],
  },
  append: { index: ['aoss:CreateIndex', 'aoss:WriteDocument'], collection: [] },
  discard: { index: ['aoss:DeleteIndex'], collection: [] },
};

/**
 * An OpenSearch Serverless collection of the generation that scales to zero: after ten idle minutes nothing runs, and the
 * first request after that waits 10 to 30 seconds.
 */
export class Search extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  /** The access policy: functions can use the collection once it is there. */
  readonly ready: CfnAccessPolicy;
  /** Where it answers: another collection has another. */
  readonly endpoint: string;
  readonly #collection: CfnCollection;
  readonly #access = new Map<string, Access>();

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { search: SearchSize } }) {
    super(scope, id);
    const name = Stack.of(this).stackName;
    const encryption = new CfnSecurityPolicy(this, 'Encryption', {
      name,
      type: 'encryption',
      policy: JSON.stringify({ Rules: [collectionRule(name)], AWSOwnedKey: true }),
    });
    const network = new CfnSecurityPolicy(this, 'Network', {
      name,
      type: 'network',
      // The endpoint can be reached from anywhere; what answers is decided by the access policy and by IAM.
      policy: JSON.stringify([{ Rules: [collectionRule(name)], AllowFromPublic: true }]),
    });
    const group = new CfnCollectionGroup(this, 'Group', {
      name,
      generation: 'NEXTGEN',
      standbyReplicas: 'ENABLED',
      capacityLimits: {
        minIndexingCapacityInOcu: 0,
        minSearchCapacityInOcu: 0,
        maxIndexingCapacityInOcu: stage.search.maxOcu,
        maxSearchCapacityInOcu: stage.search.maxOcu,
      },
    });
    this.#collection = new CfnCollection(this, 'Collection', {
      name,
      // the one type that keeps document ids: the indexer's protection against duplicates rests on them
      type: 'SEARCH',
      standbyReplicas: 'ENABLED',
      collectionGroupName: group.name,
    });
    this.endpoint = this.#collection.attrCollectionEndpoint;
    for (const needed of [encryption, network, group]) this.#collection.addResourceDependency(needed);
    // a collection that is kept needs what it is made of
    for (const kept of [this.#collection, encryption, network, group]) kept.applyRemovalPolicy(stage.removalPolicy);
    this.ready = this.#accessPolicy('Access').policy;

    const requests = (metricName: string, label: string) =>
      new Metric({
        namespace: 'AWS/AOSS',
        metricName,
        label,
        statistic: Stats.SUM,
        period: Duration.minutes(5),
        dimensionsMap: {
          ClientId: Stack.of(this).account,
          CollectionId: this.#collection.attrId,
          CollectionName: name,
        },
      });
    this.alarms = [
      new RunbookAlarm(this, 'IngestionErrors', {
        metric: requests('IngestionRequestErrors', 'indexing errors'),
        meaning:
          'The collection answers indexing requests with errors: it lacks capacity, or does not take the documents.',
        runbook: 'engine-ingestion-errors',
        above: 10,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Indexing requests',
        left: [requests('IngestionRequestSuccess', 'ok'), requests('IngestionRequestErrors', 'errors')],
        width: 12,
      }),
      new GraphWidget({
        title: 'Search requests',
        left: [requests('SearchRequestRate', 'requests'), requests('SearchRequestErrors', 'errors')],
        width: 12,
      }),
    ];
  }

  /** A function that may do these operations with an index of the collection, and with indexes whose names begin like it. */
  client(scope: Construct, id: string, use: IndexUse, props: ProcessorFunctionProps): ProcessorFunction {
    const environment = { ...props.environment, SEARCH_ENDPOINT: this.endpoint };
    const client = new ProcessorFunction(scope, id, { ...props, environment });
    client.allow(['aoss:APIAccessAll'], [this.#collection.attrArn]);
    const { sharing = 'Access', ...what } = use;
    const known = this.#access.get(sharing);
    const { policy, clients } = known ?? this.#accessPolicy(sharing);
    clients.push({ ...what, role: client.role.roleArn });
    if (policy !== this.ready) client.function.node.addDependency(policy);
    return client;
  }

  /** Policies of a collection add up: each says who may do what with one index, or with one series of indexes. */
  #accessPolicy(id: string): Access {
    const clients: Client[] = [];
    const stack = Stack.of(this);
    const policy = new CfnAccessPolicy(this, id, {
      // a name has at most 32 characters, which a number is short enough for
      name: `${stack.stackName}${this.#access.size === 0 ? '' : this.#access.size + 1}`,
      type: 'data',
      policy: Lazy.string({ produce: () => stack.toJsonString(accessRules(stack.stackName, clients)) }),
    });
    const access = { policy, clients };
    this.#access.set(id, access);
    return access;
  }
}

interface Client extends IndexUse {
  role: string;
}

interface Access {
  policy: CfnAccessPolicy;
  clients: Client[];
}

const accessRules = (name: string, clients: readonly Client[]): object[] =>
  clients.map(({ role, index, operations }) => {
    const needed = (kind: 'index' | 'collection') => [
      ...new Set(operations.flatMap((each) => permissions[each][kind])),
    ];
    const [onIndex, onCollection] = [needed('index'), needed('collection')];
    return {
      Principal: [role],
      Rules: [
        ...(onIndex.length > 0
          ? [{ ResourceType: 'index', Resource: [`index/${name}/${index.replace(/\*$/, '')}*`], Permission: onIndex }]
          : []),
        ...(onCollection.length > 0 ? [{ ...collectionRule(name), Permission: onCollection }] : []),
      ],
    };
  });

const collectionRule = (name: string) => ({ ResourceType: 'collection', Resource: [`collection/${name}`] });
