import { join } from 'node:path';
import type { KafkaMappingProperties, KafkaRecord } from '../../../runtime/services/kafka/types.ts';
import { answersWith } from '../../core/answers-with.ts';
import { assemble, buildFolder } from '../../matrix/assemble.ts';

const folder = join(buildFolder, 'engines', 'projects');

type Bytes = Uint8Array | string;

export interface TopicSample {
  readonly key: Bytes | null;
  readonly value: Bytes | null;
  readonly headers: readonly (readonly [name: string, value: Bytes | null])[];
}

/** What a record of the topic stands for. */
export interface TopicEvent {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | undefined;
  readonly kind: 'event' | 'tombstone' | 'wrong';
  readonly content: string;
}

interface BridgePorts {
  readonly clock: object;
  random(): number;
  putRecords(
    records: readonly { partitionKey: string; text: string }[],
    signal: AbortSignal,
  ): Promise<readonly number[]>;
  putObject(key: string, body: string): Promise<void>;
}

/** Objects of the failure store. */
interface ParkedShape {
  readonly prefix: string;
  records(body: string): readonly { readonly record: object }[];
}

/** What is used here of the files of a project. */
export interface ClickProject {
  createBridge(ports: BridgePorts): (event: never, context: never) => Promise<unknown>;
  topicSamples(seed: number, shares: object, now: () => number): Generator<TopicSample, never>;
  topicShares: Readonly<Record<'check', object>>;
  topicEvent(record: KafkaRecord): TopicEvent;
  identityOf(event: TopicEvent): string;
  eventsIn(data: Uint8Array): TopicEvent[];
  parkedEvent(record: object): TopicEvent;
  topicRejected: ParkedShape;
  topicGivenUp: ParkedShape;
  readClick(line: string, arrival: number): object | undefined;
  readSettings(json: unknown): object;
  analysisOf(clicks: readonly object[], settings: object): { sessions: readonly object[]; offers: readonly object[] };
  mapping: KafkaMappingProperties;
  functionTimeout: number;
  folder: string;
}

/** A project of use case clickstream with every default, as its own tests know it. */
export async function clickProject(): Promise<ClickProject> {
  assemble(folder, [{ id: 'clickstream', answers: answersWith({ useCase: 'clickstream' }) }]);
  const project = join(folder, 'clickstream');
  const from = (path: string): Promise<any> => import(join(project, path));
  await (await from('infra/functions.ts')).bundleFunctions();
  const { deployed } = await from('test/delivery/deployed.ts');
  const { topicReader, ...topicEvents } = await from('delivery/topic-event.ts');
  // with personal data as it is in the topic, it needs nothing of a place
  const { inTopic, parked } = topicReader(undefined);
  return {
    ...(await from('test/delivery/subject.ts')),
    ...(await from('delivery/clicks/topic-samples.ts')),
    ...(await from('delivery/topic-source.ts')),
    ...topicEvents,
    topicEvent: inTopic,
    parkedEvent: parked,
    ...(await from('delivery/entered-event.ts')),
    ...(await from('delivery/parked-kafka-records.ts')),
    ...(await from('delivery/analysis-reference.ts')),
    ...(await from('processors/lib/analysis/click-reader.ts')),
    ...(await from('processors/lib/analysis/settings.ts')),
    mapping: deployed('AWS::Lambda::EventSourceMapping', 'Bridge'),
    functionTimeout: deployed('AWS::Lambda::Function', 'Bridge')['Timeout'] * 1000,
    folder: project,
  };
}
