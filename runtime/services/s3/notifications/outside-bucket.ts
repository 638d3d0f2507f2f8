import type { BucketNotification, BucketNotifications, ExistingBucket } from '../../../contracts/local-stack.ts';
import type { ResourceGraph } from '../../../contracts/template.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { bucketArnOf } from '../bucket-arn.ts';
import type { NotificationRule } from './configuration.ts';
import { filterOf } from './document.ts';
import type { NotifyingBucket } from './event.ts';
import type { Notifier } from './notifier.ts';

/** What a call has set, for a resume: the bucket, and all that it tells from then on. */
export interface SetNotifications {
  readonly set: string;
  readonly notifications: BucketNotifications;
}

export interface OutsidePorts {
  remember(entry: SetNotifications): void;
  /** Sends what the rules ask for, which change. */
  notifier(bucket: NotifyingBucket, rules: readonly NotificationRule[]): Notifier;
  /** Why S3 may not send to a queue on behalf of a bucket. */
  refusal(bucket: NotifyingBucket, queueArn: string): string | undefined;
  hasQueue(arn: string): boolean;
  test(bucket: NotifyingBucket, rule: NotificationRule): void;
}

/** The notifications of a bucket that the template does not hold. Queues of the run hear of its objects, other destinations are elsewhere. */
export class OutsideBucket {
  readonly bucket: NotifyingBucket;
  readonly component: string;
  readonly notifier: Notifier;
  readonly #ports: OutsidePorts;
  /** Destinations that were there before the run: S3 finds them. */
  readonly #elsewhere: ReadonlySet<string>;
  readonly #rules: NotificationRule[] = [];
  #notifications: BucketNotifications;

  constructor(
    { name, component, owner, notifications }: ExistingBucket,
    { region, account }: Pick<ResourceGraph, 'region' | 'account'>,
    ports: OutsidePorts,
  ) {
    this.bucket = { name, arn: bucketArnOf(region, name), region, account: owner ?? account };
    this.component = component;
    this.#ports = ports;
    this.#elsewhere = new Set(notifications.entries.map(({ arn }) => arn));
    this.#notifications = notifications;
    this.notifier = ports.notifier(this.bucket, this.#rules);
  }

  get notifications(): BucketNotifications {
    return this.#notifications;
  }

  /** Takes up what an earlier process was told. */
  restore({ notifications }: SetNotifications): void {
    this.#take(notifications);
  }

  /** Replaces all notifications. S3 tries every destination first, and tells each that it is one. Throws where it refuses one. */
  set(notifications: BucketNotifications, skipsValidation: boolean): void {
    if (!skipsValidation) this.#validate(notifications.entries);
    this.#ports.remember({ set: this.bucket.name, notifications });
    this.#take(notifications);
    if (!skipsValidation) for (const rule of this.#rules) this.#ports.test(this.bucket, rule);
  }

  #take(notifications: BucketNotifications): void {
    this.#notifications = notifications;
    const queues = notifications.entries.filter(({ kind, arn }) => kind === 'Queue' && !this.#elsewhere.has(arn));
    this.#rules.splice(0, this.#rules.length, ...queues.map(ruleOf));
  }

  /** Recorded on AWS: `test_invalid_sqs_arn`, `test_multiple_invalid_sqs_arns`. */
  #validate(entries: readonly BucketNotification[]): void {
    const refused = entries.flatMap((entry) => this.#problem(entry) ?? []);
    if (refused.length === 0) return;
    const details = refused.flatMap(({ arn, because }, at) => [
      [`ArgumentName${at + 1}`, arn],
      [`ArgumentValue${at + 1}`, because],
    ]);
    const message = 'Unable to validate the following destination configurations';
    throw new ServiceError('InvalidArgument', 400, message, Object.fromEntries(details) as Record<string, string>);
  }

  #problem({ kind, arn }: BucketNotification): { arn: string; because: string } | undefined {
    if (this.#elsewhere.has(arn)) return undefined;
    if (kind === 'Topic') return { arn, because: 'The destination topic does not exist' };
    if (kind === 'CloudFunction') return { arn: `${arn}, null`, because: `Not authorized to invoke function [${arn}]` };
    if (!this.#ports.hasQueue(arn)) return { arn, because: 'The destination queue does not exist' };
    return this.#ports.refusal(this.bucket, arn) === undefined
      ? undefined
      : {
          arn,
          because: 'Permissions on the destination queue do not allow S3 to publish notifications from this bucket',
        };
  }
}

const ruleOf = (entry: BucketNotification): NotificationRule => ({
  id: entry.id,
  events: entry.events,
  queueArn: entry.arn,
  prefix: filterOf(entry, 'Prefix'),
  suffix: filterOf(entry, 'Suffix'),
});
