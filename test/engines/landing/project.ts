import { join } from 'node:path';
import type { KafkaTopic } from '../../../runtime/services/kafka/types.ts';
import { answersWith } from '../../core/answers-with.ts';
import { assemble, buildFolder } from '../../matrix/assemble.ts';

const folder = join(buildFolder, 'engines', 'landing');
const useCase = 'msk-lakehouse';

type Bytes = Uint8Array | string;

interface TopicRecord {
  readonly key: string;
  readonly value: string;
  readonly timestamp: number;
}

interface Clock {
  now(): number;
}

/** The pipeline from the topic to the warehouse, on virtual time. */
export interface World {
  readonly clock: Clock & { advance(milliseconds: number): Promise<void>; run<T>(promise: Promise<T>): Promise<T> };
  readonly topic: KafkaTopic;
  readonly parked: readonly {
    objects(): Iterable<{ readonly key: string }>;
    giveBack(key: string): Promise<unknown>;
  }[];
  readonly account: {
    summary(): readonly {
      readonly delivered: number;
      readonly dropped: number;
      readonly parked: number;
      readonly planted: number;
    }[];
    validButParked(): readonly string[];
  };
  /** Everything has come to an end, is curated and loaded. */
  finished(): Promise<void>;
}

/** What is used here of the files of a project. */
export interface LandingProject {
  createWorld(options: { seed: number; rules: object; outages: readonly [] }): Promise<World>;
  /** The functions of this project. */
  ownSubject: object;
  defaultFaults: Readonly<Record<string, unknown>>;
  problemsIn(world: World): Promise<string[]>;
  begin: number;
  topicSamples(
    seed: number,
    shares: object,
    now: () => number,
  ): Generator<
    { key: Bytes | null; value: Bytes | null; headers: readonly (readonly [string, Bytes | null])[] },
    never
  >;
  topicShares: Readonly<Record<'check', object>>;
  sourceEvents(seed: number, now: () => number): Generator<{ entity: string; event: object }, never>;
  systemClock: Clock;
  Brokers: new (options: { bootstrap: readonly string[]; security: 'none'; clock: Clock }) => { close(): void };
  TopicProducer: new (
    topic: { name: string; batchBytes: number },
    brokers: object,
    clock: Clock,
    random: () => number,
  ) => {
    send(
      records: readonly TopicRecord[],
      deadline: { remaining(): number },
      sayRetry: (reason: string) => void,
    ): Promise<readonly { kind: string; reason?: string }[]>;
  };
}

/** A project of use case msk-lakehouse with every default, as its own tests know it. */
export async function landingProject(): Promise<LandingProject> {
  assemble(folder, [{ id: useCase, answers: answersWith({ useCase }) }]);
  const from = (path: string): Promise<any> => import(join(folder, useCase, path));
  await (await from('infra/functions.ts')).bundleFunctions();
  const { defaultFaults } = await from('.stream-pipeline/runtime/runtime.cjs');
  return {
    defaultFaults,
    ...(await from('test/delivery/world.ts')),
    ...(await from('test/delivery/run.ts')),
    ...(await from('test/delivery/subject.ts')),
    ...(await from('delivery/source-events/topic-samples.ts')),
    ...(await from('delivery/source-events/source-events.ts')),
    ...(await from('delivery/events-source.ts')),
    ...(await from('processors/lib/clock.ts')),
    ...(await from('processors/lib/kafka/brokers.ts')),
    ...(await from('processors/lib/kafka/topic-producer.ts')),
  };
}
