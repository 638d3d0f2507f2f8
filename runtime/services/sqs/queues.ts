import type { EventSource } from '../../contracts/event-source.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { sqsApi } from './api.ts';
import type { DescribedQueue } from './api/request.ts';
import { QueueJournal, type QueueEntry } from './journal.ts';
import { QueueReport } from './metrics.ts';
import { MoveTasks } from './move-tasks.ts';
import { QueueSource } from './poller/source.ts';
import type { QueueObserver } from './observer.ts';
import { StandardQueue } from './queue.ts';
import { attributesOf, settingsOf } from './settings.ts';
import type { RedrivePolicy, ReceivedMessage } from './types.ts';

const minute = 60_000;
/** SQS guide, sqs-available-cloudwatch-metrics: a queue is active for up to six hours after it had messages or was called. */
const activeFor = 6 * 60 * minute;

interface QueueOfRun extends DescribedQueue {
  readonly queue: StandardQueue;
  readonly report: QueueReport;
  activeAt: number;
}

/** The queues of a run. */
export class Queues implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #queues = new Map<string, QueueOfRun>();

  constructor(host: Host) {
    this.#host = host;
    const { graph, clock, faults, callers } = host;
    const all = graph.ofType('AWS::SQS::Queue');
    const journal = new QueueJournal(host.journal<QueueEntry>());
    // a dead-letter queue is there before the queues that hand over to it
    const making = new Set<string>();
    const make = (resource: Resource): QueueOfRun => {
      const known = this.#queues.get(resource.arn);
      if (known) return known;
      if (making.has(resource.arn)) throw new Error(`${resource.id} is its own dead-letter queue.`);
      making.add(resource.arn);
      const made = this.#queue(resource, journal, make);
      this.#queues.set(resource.arn, made);
      return made;
    };
    for (const resource of all) make(resource);
    this.api = sqsApi({
      account: graph.account,
      region: graph.region,
      clock,
      faults,
      tasks: new MoveTasks(clock, (arn) => this.#find(arn)?.queue),
      queue: (name) => this.#called(name),
      senderId: ({ accessKeyId }) => {
        const known = callers.known(accessKeyId);
        return known ? `AROALOCAL:${known.component}` : graph.account;
      },
    });
  }

  begin(): void {
    if (this.#queues.size > 0) this.#reportIn(minute - (this.#host.clock.now() % minute));
  }

  find(nameOrArn: string): StandardQueue | undefined {
    return this.#find(nameOrArn)?.queue;
  }

  names(): readonly string[] {
    return [...this.#queues.values()].map(({ queue }) => queue.name);
  }

  /** Throws where the queue does not exist, as Lambda does (recorded on AWS: `test_esm_with_not_existing_sqs_queue`). */
  source(arn: string): EventSource<ReceivedMessage> | undefined {
    if (!/^arn:[^:]+:sqs:/.test(arn)) return undefined;
    const found = this.#find(arn);
    if (found) return new QueueSource(found.queue);
    throw new Error(
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    );
  }

  #find(nameOrArn: string): QueueOfRun | undefined {
    return [...this.#queues.values()].find(({ queue }) => queue.arn === nameOrArn || queue.name === nameOrArn);
  }

  #called(nameOrArn: string): QueueOfRun | undefined {
    const found = this.#find(nameOrArn);
    if (found) found.activeAt = this.#host.clock.now();
    return found;
  }

  #queue(resource: Resource, journal: QueueJournal, make: (resource: Resource) => QueueOfRun): QueueOfRun {
    const { graph, clock, faults, metrics } = this.#host;
    const settings = settingsOf(resource);
    const report = new QueueReport(metrics, resource.name);
    const redrive = settings.redrive ? this.#redrive(resource, settings.redrive, make) : 'none';
    const active = (): void => {
      const found = this.#queues.get(resource.arn);
      if (found) found.activeAt = clock.now();
    };
    const observer = this.#observer(resource, settings.redrive?.deadLetterTargetArn, report, active);
    const queue = new StandardQueue(
      { ...settings, arn: resource.arn, redrive, clock, faults },
      { ...observer, ...journal.of(resource.arn) },
    );
    for (const { content, state } of journal.remembered(resource.arn)) queue.restore(content, state);
    const policies = graph.ofType('AWS::SQS::QueuePolicy');
    const policy = policies.find(({ properties }) => (properties['Queues'] as string[]).includes(resource.ref));
    return {
      queue,
      report,
      url: resource.ref,
      attributes: attributesOf(settings, {
        arn: resource.arn,
        policy: policy?.properties['PolicyDocument'],
        createdAt: clock.now(),
      }),
      wait: settings.wait,
      messageSize: settings.messageSize,
      isDeadLetterQueue: graph
        .ofType('AWS::SQS::Queue')
        .some((other) => settingsOf(other).redrive?.deadLetterTargetArn === resource.arn),
      activeAt: clock.now(),
    };
  }

  #redrive(
    { id }: Resource,
    { deadLetterTargetArn, maxReceiveCount }: { deadLetterTargetArn: string; maxReceiveCount: number },
    make: (resource: Resource) => QueueOfRun,
  ): RedrivePolicy {
    const target = this.#host.graph.named(deadLetterTargetArn);
    if (target?.type !== 'AWS::SQS::Queue')
      throw new Error(`No local engine for the dead-letter queue ${deadLetterTargetArn} of ${id}`);
    return { deadLetterQueue: make(target).queue, maxReceiveCount };
  }

  #observer(
    { id, component = id }: Resource,
    deadLetterArn: string | undefined,
    report: QueueReport,
    active: () => void,
  ): Omit<QueueObserver, 'kept' | 'advanced' | 'gone'> {
    const { graph, meter, error } = this.#host;
    return {
      sent: (bytes) => {
        active();
        report.sent(bytes);
      },
      received: (count) => {
        active();
        report.received(count);
      },
      deleted: () => report.deleted(),
      expired: () => error(component, 'A message is lost: nobody deleted it within the retention period of its queue'),
      buried: () => {
        const target = deadLetterArn === undefined ? undefined : graph.named(deadLetterArn);
        meter.parked(component, 1);
        if (target && target.component !== component) meter.flow(component, target.component ?? target.id, 1);
      },
    };
  }

  #reportIn(wait: number): void {
    const { clock } = this.#host;
    clock.timer(wait, () => {
      const now = clock.now();
      for (const each of this.#queues.values()) {
        const messages = each.queue.messages();
        if (messages.length > 0) each.activeAt = now;
        if (now - each.activeAt <= activeFor) each.report.holds(each.queue.counts(), messages, now);
      }
      this.#reportIn(minute - (now % minute));
    });
  }
}
