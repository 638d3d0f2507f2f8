import type { ServiceJournal } from '../../../contracts/journal.ts';
import type { Host, Waiting } from '../../../contracts/service.ts';
import type { Resource } from '../../../contracts/template.ts';
import { bucketNotifications } from '../../../kernel/modelled-custom-resources.ts';
import type { Bucket } from '../bucket.ts';
import { bucketArnOf } from '../bucket-arn.ts';
import type { ExistingBucket } from '../../../contracts/local-stack.ts';
import { rulesOf, type NotificationRule } from './configuration.ts';
import { testEventOf, type NotifyingBucket } from './event.ts';
import { Notifier, type Notification } from './notifier.ts';
import { OutsideBucket, type SetNotifications } from './outside-bucket.ts';

/** A notification that was accepted, or that is done; and that a destination was told of its configuration. */
export type NotificationEntry =
  | { readonly accepted: Notification; readonly bucket: string }
  | { readonly done: string }
  | { readonly configured: string }
  | SetNotifications;

interface Notifying {
  readonly bucket: NotifyingBucket;
  readonly component: string;
  readonly rules: readonly NotificationRule[];
  readonly validates: boolean;
  readonly notifier: Notifier;
}

/** The notifications of all buckets of a run. */
export class NotificationsOfRun {
  readonly #host: Host;
  readonly #journal: ServiceJournal<NotificationEntry>;
  readonly #all: readonly Notifying[];
  readonly #left: readonly { readonly accepted: Notification; readonly bucket: string }[];
  readonly #configured: ReadonlySet<string>;
  readonly #outside: ReadonlyMap<string, OutsideBucket>;

  constructor(
    host: Host,
    journal: ServiceJournal<NotificationEntry>,
    bucketNamed: (name: string) => Bucket | undefined,
    outside: readonly ExistingBucket[],
  ) {
    this.#host = host;
    this.#journal = journal;
    const entries = journal.remembered().map(({ entry }) => entry);
    const done = new Set(entries.flatMap((entry) => ('done' in entry ? [entry.done] : [])));
    this.#left = entries.flatMap((entry) => ('accepted' in entry && !done.has(entry.accepted.id) ? [entry] : []));
    this.#configured = new Set(entries.flatMap((entry) => ('configured' in entry ? [entry.configured] : [])));
    this.#all = configurationsIn(host).map(({ name, component, configuration, validates }) => {
      const arn = bucketArnOf(host.graph.region, name);
      const bucket = { name, arn, region: host.graph.region, account: host.graph.account };
      const rules = rulesOf(name, configuration);
      const notifier = this.#notifier(bucket, component, rules);
      bucketNamed(name)?.onChange((change) => notifier.tell(change));
      return { bucket, component, rules, validates, notifier };
    });
    this.#outside = new Map(
      outside.map((existing) => {
        const bucket = new OutsideBucket(existing, host.graph, {
          remember: (entry) => journal.remember(entry),
          notifier: (about, ruled) => this.#notifier(about, existing.component, ruled),
          refusal: (about, queueArn) => this.#refusal(about, queueArn),
          hasQueue: (arn) => host.find('queue', arn) !== undefined,
          test: (about, rule) => this.#test(about, existing.component, rule),
        });
        for (const entry of entries) if ('set' in entry && entry.set === existing.name) bucket.restore(entry);
        bucketNamed(existing.name)?.onChange((change) => bucket.notifier.tell(change));
        return [existing.name, bucket] as const;
      }),
    );
  }

  /** A bucket that the template does not hold. */
  outside(name: string): OutsideBucket | undefined {
    return this.#outside.get(name);
  }

  /** S3 checks every destination, and tells it that it is one. Throws for one that S3 refuses. */
  configure(): void {
    this.#requirePermissions();
    for (const { bucket, component, rules, validates } of this.#all)
      for (const rule of rules) {
        if (validates) this.#validate(bucket, rule);
        if (this.#configured.has(rule.id)) continue;
        this.#journal.remember({ configured: rule.id });
        this.#test(bucket, component, rule);
      }
  }

  /** S3 tells a destination that it is one. */
  #test(bucket: NotifyingBucket, component: string, { id, queueArn }: NotificationRule): void {
    const body = JSON.stringify(testEventOf(bucket, this.#host.clock.now()));
    this.#send(bucket, component, { id, queueArn, body, identity: `${bucket.name}|test` });
  }

  /** Sends what an earlier process has accepted and not sent. */
  begin(): void {
    for (const { accepted, bucket } of this.#left)
      this.#notifying()
        .find((each) => each.bucket.name === bucket)
        ?.notifier.deliver(accepted);
  }

  async atRest(): Promise<void> {
    await Promise.all(this.#notifying().map(({ notifier }) => notifier.idle()));
  }

  waiting(): readonly Waiting[] {
    return this.#notifying()
      .map(({ component, notifier }) => ({
        component,
        count: notifier.underway,
        what: `notifications of ${component} on their way to a queue`,
      }))
      .filter(({ count }) => count > 0);
  }

  #notifying(): readonly Pick<Notifying, 'bucket' | 'component' | 'notifier'>[] {
    return [...this.#all, ...this.#outside.values()];
  }

  #notifier(bucket: NotifyingBucket, component: string, rules: readonly NotificationRule[]): Notifier {
    const { clock, faults } = this.#host;
    return new Notifier({
      bucket,
      rules,
      clock,
      faults,
      send: (notification) => this.#send(bucket, component, notification),
      accepted: (accepted) => this.#journal.remember({ accepted, bucket: bucket.name }),
      done: ({ id }) => this.#journal.remember({ done: id }),
    });
  }

  /** Where the queue has gone or its policy has changed, nobody hears of the object: S3 tells nobody of it either. */
  #send(bucket: NotifyingBucket, component: string, { queueArn, body, identity }: Notification): void {
    const { find, graph, meter, error } = this.#host;
    const queue = find('queue', queueArn);
    const refused = queue ? this.#refusal(bucket, queueArn) : 'the queue does not exist';
    if (!queue || refused !== undefined) {
      error(component, `A notification is lost: S3 could not send it to ${queueArn}: ${refused}`);
      return;
    }
    queue.send({ body, identity, senderId: 'AIDAS3NOTIFICATIONS' });
    const target = graph.named(queueArn)?.component;
    if (target !== undefined && target !== component) meter.flow(component, target, 1);
  }

  #refusal({ arn, account }: NotifyingBucket, queueArn: string): string | undefined {
    const call = { action: 'sqs:SendMessage', resource: queueArn };
    const verdict = this.#host.permissions.serviceMay('s3.amazonaws.com', arn, call, account);
    return verdict.allowed ? undefined : verdict.because;
  }

  /** The function of the custom resource calls S3, with the permissions of its role. */
  #requirePermissions(): void {
    const { graph, permissions } = this.#host;
    for (const { properties, id } of graph.ofType(bucketNotifications)) {
      const role = graph.named(String(properties['ServiceToken']))?.properties['Role'];
      if (typeof role !== 'string' || graph.named(role) === undefined) continue;
      const resource = bucketArnOf(graph.region, String(properties['BucketName']));
      const managed = String(properties['Managed'] ?? true) === 'true';
      for (const action of ['s3:PutBucketNotification', ...(managed ? [] : ['s3:GetBucketNotification'])])
        if (!permissions.allows(role, { action, resource }))
          throw new Error(`The deployment of ${id} failed: its role does not allow ${action} on ${resource}`);
    }
  }

  /** Recorded on AWS: `test_multiple_invalid_sqs_arns`. */
  #validate(bucket: NotifyingBucket, { queueArn }: NotificationRule): void {
    const refuse = (because: string): never => {
      throw new Error(
        `The notifications of the bucket ${bucket.name} cannot be configured: InvalidArgument: Unable to validate the following destination configurations (${queueArn}, ${because})`,
      );
    };
    if (!this.#host.find('queue', queueArn)) refuse('The destination queue does not exist');
    const because = this.#refusal(bucket, queueArn);
    if (because !== undefined)
      refuse(
        `Permissions on the destination queue do not allow S3 to publish notifications from this bucket: ${because}`,
      );
  }
}

/** What a template says of notifications: in the bucket, or in the CDK's custom resource, which also names buckets of others. */
function configurationsIn({ graph }: Host) {
  const own = graph.ofType('AWS::S3::Bucket').map((resource) => ({
    name: resource.ref,
    component: componentOf(resource),
    configuration: (resource.properties['NotificationConfiguration'] ?? {}) as Record<string, unknown>,
    validates: true,
  }));
  const custom = graph.ofType(bucketNotifications).map((resource) => {
    const { BucketName, NotificationConfiguration, SkipDestinationValidation } = resource.properties;
    const name = String(BucketName);
    const bucket = graph.named(name, 'AWS::S3::Bucket');
    return {
      name,
      component: componentOf(bucket ?? resource),
      configuration: NotificationConfiguration as Record<string, unknown>,
      validates: String(SkipDestinationValidation) !== 'true',
    };
  });
  return [...own.filter(({ configuration }) => Object.keys(configuration).length > 0), ...custom];
}

const componentOf = ({ component, id }: Resource): string => component ?? id;
