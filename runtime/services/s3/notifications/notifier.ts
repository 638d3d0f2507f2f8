import type { ServiceOptions } from '../../../contracts/faults.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import type { ObjectChange } from '../types.ts';
import { isFor, type NotificationRule } from './configuration.ts';
import { eventOf, type NotifyingBucket } from './event.ts';

/** S3 guide, EventNotifications: "typically delivered in seconds but can sometimes take a minute or longer". */
const usualDelay = 1000;
const latest = 2 * 60_000;

/** A notification on its way. */
export interface Notification {
  readonly id: string;
  readonly queueArn: string;
  readonly body: string;
  /** Bucket and key: names it to the fault oracle. */
  readonly identity: string;
}

export interface NotifierOptions extends ServiceOptions {
  readonly bucket: NotifyingBucket;
  readonly rules: readonly NotificationRule[];
  /** Hands it to the queue; throws where the queue does not take it. */
  send(notification: Notification): void;
  /** Hears of a notification before what it tells of is acknowledged. */
  accepted(notification: Notification): void;
  /** Hears of a notification that nobody has to send any more. */
  done(notification: Notification): void;
}

/** Sends what happens in one bucket to queues: at least once, and in no promised order. */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #idlers: (() => void)[] = [];
  #underway = 0;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  /** How many notifications no queue has yet. */
  get underway(): number {
    return this.#underway;
  }

  async idle(): Promise<void> {
    while (this.#underway > 0) await new Promise<void>((resolve) => this.#idlers.push(resolve));
  }

  tell(change: ObjectChange): void {
    const { bucket, rules } = this.#options;
    for (const rule of rules.filter((each) => isFor(each, change.event, change.key))) {
      const notification = {
        id: uuidOf(`${bucket.name}|${change.sequencer}|${rule.id}`),
        queueArn: rule.queueArn,
        body: JSON.stringify(eventOf(change, bucket, rule.id)),
        identity: `${bucket.name}/${change.key}`,
      };
      this.#options.accepted(notification);
      this.deliver(notification);
    }
  }

  /** Sends it once it is due, and where a fault strikes a second time. */
  deliver(notification: Notification): void {
    const { clock, faults, send, done } = this.#options;
    const { identity } = notification;
    const late = faults.strike('notification.late', identity);
    const again = faults.strike('notification.duplicate', identity);
    const first = usualDelay + Math.ceil((late?.severity ?? 0) * latest);
    const times = again ? [first, first + Math.ceil(again.severity * latest)] : [first];
    this.#underway++;
    let left = times.length;
    for (const time of times)
      clock.timer(time, () => {
        send(notification);
        if (--left > 0) return;
        done(notification);
        this.#underway--;
        for (const resolve of this.#idlers.splice(0)) resolve();
      });
  }
}
