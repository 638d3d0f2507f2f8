import type { Resource } from '../../runtime/contracts/template.ts';
import { faultsIn } from '../../runtime/local/fault-places.ts';
import { registry } from '../../runtime/services/registered.ts';
import type { ProbeAnswer, ViewEvent, ViewNode, ViewSource, ViewState } from '../../runtime/view/state.ts';

const start = Date.UTC(2026, 0, 5, 9, 30);

/** A run in which time passes only when a test says so. */
export class FakeRun implements ViewSource {
  readonly asked: [id: string, input: string][] = [];
  readonly replayed: string[] = [];
  #fed = 0;
  #parked = [
    {
      key: 'indexer/2026/01/05/09/shardId-000000000002-49590338271490256608559692538361571095921575989136588898.json',
      kind: 'batch that Lambda gave up on',
      at: start + 9000,
      records: 87,
      reason: 'MaximumRecordAgeExceeded',
    },
    {
      key: 'indexer/2026/01/05/09/p-0007-01J9.json',
      kind: 'poison record',
      at: start + 4000,
      records: 1,
      reason: 'price: expected a number, got "<b>free</b>"',
    },
  ];
  #on = new Set<string>();

  /** So many records go through. */
  feed(records: number): void {
    this.#fed += records;
  }

  state(): ViewState {
    const fed = this.#fed;
    const node = (name: string, kind: string, more: Partial<ViewNode>): ViewNode => {
      return {
        name,
        kind,
        in: 0,
        out: 0,
        delivered: 0,
        superseded: 0,
        parked: 0,
        dropped: 0,
        waiting: 0,
        lag: null,
        ...more,
      };
    };
    const parked = this.#parked.reduce((sum, { records }) => sum + records, 0);
    return {
      title: 'product-search-dev',
      startedAt: start,
      now: start + 12_000 + fed * 10,
      verdict: {
        entered: fed,
        delivered: Math.max(0, fed - 300 - 12 - parked),
        superseded: Math.min(300, fed),
        parked: Math.min(parked, Math.max(0, fed - 300)),
        dropped: Math.min(12, Math.max(0, fed - 300 - parked)),
        inFlight: 0,
        lost: 0,
        sinks: [],
      },
      nodes: [
        node('Table', 'DynamoDB table', { in: fed, out: fed, lag: { p50: 3, p99: 9 } }),
        node('Changes', 'Kinesis data stream', { in: fed, out: fed, lag: { p50: 140, p99: 900 } }),
        node('Indexer', 'Lambda function', {
          in: fed,
          out: fed,
          delivered: fed - 400,
          superseded: 300,
          parked,
          dropped: 12,
          lag: { p50: 420, p99: 2300 },
        }),
        node('Engine', 'OpenSearch Serverless collection', { in: fed, lag: { p50: 780, p99: 6100 } }),
        node('Failures', 'S3 bucket', { in: parked }),
        node('LakeDelivery', 'Firehose stream', { in: fed, out: fed }),
        node('HistoryTransform', 'Lambda function', { in: fed, out: fed }),
        node('Lake', 'S3 bucket', { in: fed, delivered: fed }),
        node('IndexSetup', 'Lambda function of the deployment', { out: 1 }),
        node('Purge', 'Lambda function on a schedule', {}),
        node('Users', 'Cognito user pool', {}),
        node('Api', 'HTTP API, Lambda function', { in: this.asked.length, out: this.asked.length }),
      ],
      edges: [
        { from: 'Table', to: 'Changes', label: 'every change', count: fed },
        { from: 'Changes', to: 'Indexer', label: 'batches', count: Math.ceil(fed / 80) },
        { from: 'Indexer', to: 'Table', label: 'reads', count: 31 },
        { from: 'Indexer', to: 'Engine', label: 'writes', count: fed },
        { from: 'Indexer', to: 'Failures', label: 'parks', count: parked },
        { from: 'Changes', to: 'LakeDelivery', label: 'records', count: fed },
        { from: 'LakeDelivery', to: 'HistoryTransform', label: 'transforms', count: fed },
        { from: 'LakeDelivery', to: 'Lake', label: 'delivers', count: fed },
        { from: 'IndexSetup', to: 'Engine', label: 'defines', count: 1 },
        { from: 'Purge', to: 'Engine', label: 'writes', count: 0 },
        { from: 'Users', to: 'Api', label: 'tokens', count: this.asked.length },
        { from: 'Api', to: 'Engine', label: 'searches', count: this.asked.length },
      ],
      newest: newestOf(fed),
      parked: this.#parked,
      faults: placed.map((fault, index) => ({
        ...fault,
        on: this.#on.has(fault.point),
        struck: this.#on.has(fault.point) ? Math.floor(fed / (10 + index)) : 0,
      })),
      alarms: this.#alarms(),
      probes: [
        { id: 'find', title: 'Try it', label: 'Words to look for', placeholder: 'trail shoe', action: 'Find' },
        { id: 'all', title: 'Everything', label: 'A field to order by', placeholder: 'price', action: 'List' },
      ],
      notes: [
        'Search: an index in this process stands for OpenSearch Serverless; relevance scores are approximate.',
        'Not modelled: AWS::CloudWatch::Alarm (4), AWS::SNS::Topic. Reaching one fails the run.',
      ],
    };
  }

  probe(id: string, input: string): Promise<ProbeAnswer> {
    this.asked.push([id, input]);
    const raw = { message: 'words: expected at most 500 characters' };
    if (input === 'nonsense') return Promise.resolve({ summary: 'Status 400', failed: true, rows: [], raw });
    const row = { id: 'p-0001', name: `<img src=x onerror="alert(1)"> ${input}`, price: 59.9, tags: ['new', 'sale'] };
    return Promise.resolve({ summary: '1 result', failed: false, rows: [row], raw: { total: 1, items: [row] } });
  }

  /** A pipeline whose engine is away has an alarm. */
  #alarms(): ViewState['alarms'] {
    const on = this.#on.has('index.request-503');
    const description = 'Changes fail, and none gets into the index. What to do: docs/runbook/indexer-stuck.md';
    return on ? [{ id: 'Indexer/Stuck', on, at: start, description, page: 'docs/runbook/indexer-stuck.md' }] : [];
  }

  runbook(page: string): string {
    return `# The page ${page}`;
  }

  replay(key: string): Promise<void> {
    this.replayed.push(key);
    this.#parked = this.#parked.filter((one) => one.key !== key);
    return Promise.resolve();
  }

  setFault(point: string, on: boolean): void {
    if (on) this.#on.add(point);
    else this.#on.delete(point);
  }
}

/** Where the faults strike in this pipeline, by the type of the resource. */
const nodesOf: Readonly<Record<string, readonly string[]>> = {
  'AWS::Kinesis::Stream': ['Changes'],
  'AWS::KinesisFirehose::DeliveryStream': ['LakeDelivery'],
  'AWS::Lambda::EventSourceMapping': ['Indexer'],
  'AWS::Lambda::Function': ['HistoryTransform', 'Indexer'],
  'AWS::OpenSearchServerless::Collection': ['Engine'],
  'AWS::S3::Bucket': ['Failures', 'Lake'],
  'AWS::DynamoDB::GlobalTable': ['Table'],
};

/** The table of this pipeline writes its changes to the stream. */
const properties = { KinesisStreamSpecification: {} };
const resourcesOf = (type: string) =>
  (nodesOf[type] ?? []).map((component) => ({ component, properties }) as Partial<Resource> as Resource);
const placed = faultsIn(registry.services, { ofType: resourcesOf }, []);

const outcomes = ['put → indexed', 'put → indexed', 'removed → tombstone', 'older change → superseded'];

const newestOf = (fed: number): ViewEvent[] =>
  Array.from({ length: Math.min(fed, 30) }, (_, age) => fed - age).map((number) => ({
    at: start + 12_000 + number * 10,
    id: `p-${String(number % 5000).padStart(4, '0')}`,
    what: outcomes[number % outcomes.length]!,
  }));
