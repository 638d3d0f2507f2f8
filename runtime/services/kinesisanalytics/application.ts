import { randomUUID } from 'node:crypto';
import type { JobStandIn, PropertyGroups, RunningJob } from '../../contracts/job.ts';
import type { StreamRecord } from '../../contracts/records.ts';
import type { Host, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { namespace } from './metrics.ts';
import type { FlinkApplication } from './types.ts';

interface Configuration {
  readonly ApplicationCodeConfiguration: {
    readonly CodeContent: { readonly S3ContentLocation: { readonly BucketARN: string; readonly FileKey: string } };
  };
  readonly EnvironmentProperties?: {
    readonly PropertyGroups: readonly {
      readonly PropertyGroupId: string;
      readonly PropertyMap: Record<string, string>;
    }[];
  };
}

/** How long an application takes to start: minutes in AWS, and less here, because nothing waits in the stream before. */
const startMs = 2_000;
/** Managed Flink restarts a job with a delay of ten seconds (guide, "Fault tolerance"). */
const restartMs = 10_000;
/** What a job that has hardly anything to do reports. */
const usual = { cpu: 15, memory: 40, disk: 5, checkpointMs: 800 };
const full = 97;
const slowCheckpointMs = 90_000;

/** An application of a run: what it says of itself, and what stands for its program. */
export class Application implements FlinkApplication {
  readonly name: string;
  readonly arn: string;
  job: RunningJob | undefined;
  readonly #resource: Resource;
  readonly #host: Host;
  readonly #standIn: JobStandIn | undefined;
  #status: FlinkApplication['status'] = 'READY';
  /** Records that the job has not taken yet, oldest first. */
  readonly #queue: StreamRecord[] = [];
  readonly #restingWaiters: (() => void)[] = [];
  #working = false;
  #closed = false;
  #runningSince = 0;
  #restarts = 0;
  #failedCheckpoints = 0;

  constructor(resource: Resource, host: Host) {
    this.name = resource.name;
    this.arn = resource.arn;
    this.#resource = resource;
    this.#host = host;
    this.#standIn = host.jobs[this.#component];
  }

  get status(): FlinkApplication['status'] {
    return this.#status;
  }

  /** ApplicationDetail of the API reference, as far as deployments read it. */
  detail(): object {
    const { BucketARN, FileKey } = this.#configuration.ApplicationCodeConfiguration.CodeContent.S3ContentLocation;
    return {
      ApplicationARN: this.arn,
      ApplicationName: this.name,
      RuntimeEnvironment: this.#resource.properties['RuntimeEnvironment'],
      ApplicationStatus: this.#status,
      ApplicationVersionId: 1,
      ApplicationConfigurationDescription: {
        ApplicationCodeConfigurationDescription: {
          CodeContentType: 'ZIPFILE',
          CodeContentDescription: { S3ApplicationCodeLocationDescription: { BucketARN, FileKey } },
        },
      },
    };
  }

  start(): void {
    this.#status = 'STARTING';
    this.#host.clock.timer(startMs, () => {
      if (this.#mayReadItsJar()) this.#run();
      else this.#status = 'READY';
    });
  }

  /** A run that is resumed goes on with applications that run. */
  begin(): void {
    this.#work();
  }

  idle(): Promise<void> {
    return this.#queue.length === 0 ? Promise.resolve() : new Promise((resolve) => this.#restingWaiters.push(resolve));
  }

  waiting(): readonly Waiting[] {
    const count = this.#queue.length;
    return count === 0 ? [] : [{ component: this.#component, count, what: 'records that the Flink job has not taken' }];
  }

  report(): void {
    if (this.#status !== 'RUNNING' || this.#strikes('flink.job-stopped')) return;
    const { clock, metrics } = this.#host;
    const put = (name: string, value: number): void => metrics.put(namespace, name, { Application: this.name }, value);
    if (this.#strikes('flink.checkpoints-fail')) this.#failedCheckpoints++;
    const oldest = this.#queue[0];
    const values: Record<string, number> = {
      runningTime: clock.now() - this.#runningSince,
      numRestarts: this.#restarts,
      numberOfFailedCheckpoints: this.#failedCheckpoints,
      lastCheckpointDuration: this.#strikes('flink.checkpoints-slow') ? slowCheckpointMs : usual.checkpointMs,
      millisBehindLatest: oldest ? clock.now() - oldest.arrivedAt : 0,
      containerCPUUtilization: this.#strikes('flink.cpu-full') ? full : usual.cpu,
      containerMemoryUtilization: this.#strikes('flink.memory-full') ? full : usual.memory,
      containerDiskUtilization: this.#strikes('flink.disk-full') ? full : usual.disk,
      ...this.job?.counters(),
    };
    for (const [name, value] of Object.entries(values)) put(name, value);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  get #component(): string {
    return this.#resource.component ?? this.#resource.id;
  }

  get #configuration(): Configuration {
    return this.#resource.properties['ApplicationConfiguration'] as Configuration;
  }

  get #role(): string {
    return String(this.#resource.properties['ServiceExecutionRole']);
  }

  get #properties(): PropertyGroups {
    const groups = this.#configuration.EnvironmentProperties?.PropertyGroups ?? [];
    return Object.fromEntries(groups.map(({ PropertyGroupId, PropertyMap }) => [PropertyGroupId, PropertyMap]));
  }

  /** The service reads it as the role of the application. */
  #mayReadItsJar(): boolean {
    const { BucketARN, FileKey } = this.#configuration.ApplicationCodeConfiguration.CodeContent.S3ContentLocation;
    const may = this.#host.permissions.allows(this.#role, {
      action: 's3:GetObject',
      resource: `${BucketARN}/${FileKey}`,
    });
    if (!may) this.#host.error(this.#component, 'AccessDenied: the role of the application may not read its jar');
    return may;
  }

  #run(): void {
    this.#status = 'RUNNING';
    this.#runningSince = this.#host.clock.now();
    if (!this.#standIn) return;
    const { clock, graph, endpoint } = this.#host;
    const properties = this.#properties;
    this.job = this.#standIn.start({
      properties,
      clock,
      client: { endpoint, region: graph.region, credentials: this.#credentials() },
    });
    const arn = this.#standIn.stream(properties);
    const stream = this.#host.find('stream', arn);
    if (!stream) throw new Error(`The job of ${this.#component} reads ${arn}, which no resource of the stack is.`);
    this.#queue.push(...stream.records());
    stream.onPut((record) => {
      this.#queue.push(record);
      this.#work();
    });
    this.#work();
  }

  /** Keys of a process that has the role of the application. */
  #credentials() {
    const accessKeyId = `LOCALJOB${this.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
    const secretAccessKey = `secret-${randomUUID()}`;
    const caller = {
      component: this.#component,
      roleArn: this.#role,
      within: <T>(call: () => Promise<T>): Promise<T> => call(),
    };
    // its clients run on the clock of this machine
    this.#host.callers.add(accessKeyId, { secretAccessKey, now: () => Date.now(), factor: 1 }, () => caller);
    return { accessKeyId, secretAccessKey };
  }

  #strikes(point: string): boolean {
    return this.#host.faults.strike(point, this.name) !== undefined;
  }

  #work(): void {
    if (this.#working || this.#status !== 'RUNNING') return;
    this.#working = true;
    void this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    const { clock, meter } = this.#host;
    for (let record = this.#queue[0]; record && !this.#closed; record = this.#queue[0]) {
      if (this.#strikes('flink.job-stopped') || this.#strikes('flink.back-pressure')) {
        await clock.sleep(restartMs);
        continue;
      }
      try {
        if (this.#strikes('flink.job-fails')) throw new Error('the job fails, as the run was asked to let it');
        this.#mayRead();
        await this.job!.take(record);
      } catch (error) {
        if (this.#closed) break;
        this.#host.error(this.#component, `The job restarts: ${(error as Error).message}`);
        this.#restarts++;
        await clock.sleep(restartMs);
        this.#runningSince = clock.now();
        continue;
      }
      this.#queue.shift();
      meter.flow(this.#streamComponent, this.#component, 1);
    }
    // here, where nothing can come between: a record that comes later begins anew
    this.#working = false;
    if (this.#queue.length === 0) for (const rested of this.#restingWaiters.splice(0)) rested();
  }

  /** Kinesis guide, "Controlling access": what a consumer needs. The connector lists shards and reads them. */
  #mayRead(): void {
    const resource = this.#standIn!.stream(this.#properties);
    for (const action of ['DescribeStreamSummary', 'ListShards', 'GetShardIterator', 'GetRecords'])
      if (!this.#host.permissions.allows(this.#role, { action: `kinesis:${action}`, resource }))
        throw new Error(`AccessDenied: the role does not allow kinesis:${action} on ${resource}`);
  }

  get #streamComponent(): string {
    const arn = this.#standIn!.stream(this.#properties);
    return this.#host.graph.named(arn)?.component ?? arn;
  }
}
