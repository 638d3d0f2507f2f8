import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClick, UnreadableClick } from '../processors/lib/analysis/click-reader.ts';
import type { Click, Fate } from '../processors/lib/analysis/click.ts';
import { offersAtEnd, type MadeOffer } from '../processors/lib/analysis/made-offer.ts';
import { Results } from '../processors/lib/analysis/results.ts';
import { readSettings, type Settings } from '../processors/lib/analysis/settings.ts';
import { UserAnalysis, watermarkOf } from '../processors/lib/analysis/user-analysis.ts';
import type { OpenSession, Session, UserState } from '../processors/lib/analysis/user-state.ts';
import type { JobPlace, JobStandIn, RunningJob, StreamRecord } from '../.stream-pipeline/runtime/runtime.cjs';

/** As in analytics/app: how long a shard without records holds up the sessions of the others. Milliseconds. */
const idleness = 5 * 60_000;
/** Milliseconds of the watermark between two looks for sessions that are over. */
const lookEvery = 1_000;

const counterOf: Record<Fate, string> = {
  taken: 'EventsTaken',
  repeated: 'EventsTakenBefore',
  withoutConsent: 'EventsWithoutConsent',
  late: 'EventsLate',
  ahead: 'EventsAhead',
  flood: 'EventsOfAFlood',
};
const isKept = (fate: Fate): boolean => fate === 'late' || fate === 'ahead' || fate === 'flood';

export interface JobPorts {
  results: Pick<Results, 'writeSession' | 'writeOffer'>;
  putObject(key: string, body: string): Promise<unknown>;
  clock: JobPlace['clock'];
}

/** What a record comes to, before anything of it is written. */
interface Outcome {
  users: Map<string, UserAnalysis>;
  sessions: Session[];
  offers: MadeOffer[];
  leftOut: string[];
  unreadable: string[];
  counted: Record<string, number>;
}

/**
 * Stands for the Flink job of analytics/ where there is no JVM: the same specification, in TypeScript. It keeps its state in memory, works on
 * one record after the other, and writes with the permissions of the application's role.
 */
export class ClickAnalysisJob implements RunningJob {
  readonly #settings: Settings;
  readonly #clock: JobPorts['clock'];
  readonly #results: JobPorts['results'];
  readonly #putObject: JobPorts['putObject'];
  readonly #users = new Map<string, UserState>();
  /** When the last record of each shard arrived in the stream, and when the job read it. */
  readonly #shards = new Map<string, { arrived: number; read: number }>();
  readonly #counters: Record<string, number> = {
    ...Object.fromEntries(Object.values(counterOf).map((name) => [name, 0])),
    RecordsUnreadable: 0,
    Tombstones: 0,
    SessionsClosed: 0,
    OffersMade: 0,
  };
  #lookedAt = 0;

  constructor({ results, putObject, clock }: JobPorts, settings: Settings) {
    this.#settings = settings;
    this.#clock = clock;
    this.#results = results;
    this.#putObject = putObject;
  }

  async take(record: StreamRecord): Promise<void> {
    const { shardId, arrivedAt } = record;
    const arrived = Math.max(arrivedAt, this.#shards.get(shardId)?.arrived ?? 0);
    this.#shards.set(shardId, { arrived, read: this.#clock.now() });
    const watermark = this.#watermark();
    const outcome = this.#outcomeOf(record, watermark);
    await this.#keep('left-out', record, outcome.leftOut);
    await this.#keep('unreadable', record, outcome.unreadable);
    for (const session of outcome.sessions)
      if (await this.#results.writeSession(session)) add(outcome.counted, 'SessionsClosed');
    for (const offer of outcome.offers) if (await this.#results.writeOffer(offer)) add(outcome.counted, 'OffersMade');
    // nothing before this line has changed what is remembered: a record that fails comes again
    for (const [user, analysis] of outcome.users) this.#users.set(user, analysis.toState());
    for (const [name, count] of Object.entries(outcome.counted)) this.#counters[name] = this.#counters[name]! + count;
    this.#lookedAt = Math.max(this.#lookedAt, watermark);
  }

  counters(): Readonly<Record<string, number>> {
    return this.#counters;
  }

  /** The sessions that are not over yet. */
  openSessions(): (OpenSession & { user: string })[] {
    return [...this.#users].flatMap(([user, { sessions }]) => sessions.map((session) => ({ user, ...session })));
  }

  /** The lowest of the shards that have had a record lately. */
  #watermark(): number {
    const now = this.#clock.now();
    const active = [...this.#shards.values()].filter(({ read }) => now - read < idleness);
    return watermarkOf(Math.min(...active.map(({ arrived }) => arrived)), this.#settings);
  }

  #outcomeOf(record: StreamRecord, watermark: number): Outcome {
    const outcome: Outcome = { users: new Map(), sessions: [], offers: [], leftOut: [], unreadable: [], counted: {} };
    const problems: string[] = [];
    linesOf(record).forEach((line, at) => {
      try {
        const click = readClick(line, record.arrivedAt);
        if (click) this.#take(click, line, watermark, outcome);
        else add(outcome.counted, 'Tombstones');
      } catch (error) {
        if (!(error instanceof UnreadableClick)) throw error;
        problems.push(`line ${at + 1}: ${error.message}`);
      }
    });
    if (problems.length > 0) {
      add(outcome.counted, 'RecordsUnreadable');
      outcome.unreadable.push(unreadableLine(record, problems));
    }
    if (watermark - this.#lookedAt >= lookEvery)
      for (const [user, { sessions }] of this.#users)
        if (sessions.length > 0) this.#advance(this.#analysisOf(user, outcome), watermark, outcome);
    return outcome;
  }

  #take(click: Click, line: string, watermark: number, outcome: Outcome): void {
    const analysis = this.#analysisOf(click.user, outcome);
    this.#advance(analysis, watermark, outcome);
    const { fate, offers } = analysis.take(click);
    add(outcome.counted, counterOf[fate]);
    outcome.offers.push(...offers.map((offer) => ({ ...offer, happened: click.time, arrived: click.arrival })));
    if (isKept(fate)) outcome.leftOut.push(`{"left_out":"${fate}","event":${line.trim()}}`);
  }

  #analysisOf(user: string, { users }: Outcome): UserAnalysis {
    const analysis = users.get(user) ?? new UserAnalysis(user, this.#settings, this.#users.get(user));
    users.set(user, analysis);
    return analysis;
  }

  #advance(analysis: UserAnalysis, watermark: number, outcome: Outcome): void {
    const closed = analysis.advance(watermark);
    outcome.sessions.push(...closed.sessions);
    outcome.offers.push(...offersAtEnd(closed, this.#settings.gap));
  }

  async #keep(folder: string, { shardId, sequenceNumber, arrivedAt }: StreamRecord, lines: string[]): Promise<void> {
    if (lines.length === 0) return;
    const day = new Date(arrivedAt).toISOString().slice(0, 10).replaceAll('-', '/');
    await this.#putObject(`${folder}/${day}/part-${shardId}-${sequenceNumber}.jsonl`, `${lines.join('\n')}\n`);
  }
}

const linesOf = ({ data }: StreamRecord): string[] =>
  Buffer.from(data)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** As analytics/core writes it: UnreadableRecord.java. */
const unreadableLine = ({ shardId, sequenceNumber, partitionKey, data }: StreamRecord, problems: string[]): string =>
  JSON.stringify({
    reason: `unreadable: ${problems.slice(0, 5).join('; ')}`,
    eventID: `${shardId}:${sequenceNumber}`,
    partitionKey,
    data: Buffer.from(data).toString('base64'),
  });

function add(counted: Record<string, number>, name: string): void {
  counted[name] = (counted[name] ?? 0) + 1;
}

const file = join(import.meta.dirname, '..', 'analytics', 'settings.json');

/** What a run on this machine has in the place of the job. */
export const clickAnalysisJob: JobStandIn = {
  stream: (properties) => properties['analysis']!['stream.arn']!,
  start: ({ properties, clock, client }) => {
    const settings = readSettings(JSON.parse(readFileSync(file, 'utf8')));
    // what fails restarts the job, which tries again
    const dynamodb = new DynamoDBClient({ ...client, maxAttempts: 1 });
    const s3 = new S3Client({ ...client, maxAttempts: 1, forcePathStyle: true });
    const { 'results.table': table, 'failures.path': path } = properties['analysis']!;
    const Bucket = path!.replace('s3://', '');
    const results = new Results((input) => dynamodb.send(new PutItemCommand(input)), table!, settings);
    const putObject = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    return new ClickAnalysisJob({ results, putObject, clock }, settings);
  },
};
