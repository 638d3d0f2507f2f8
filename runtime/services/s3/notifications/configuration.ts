import { uuidOf } from '../../../kernel/identity.ts';

/** What S3 sends to a queue, of which objects. */
export interface NotificationRule {
  readonly id: string;
  /** `s3:ObjectCreated:*` */
  readonly events: readonly string[];
  readonly queueArn: string;
  readonly prefix: string;
  readonly suffix: string;
}

interface FilterRule {
  readonly Name: string;
  readonly Value?: string;
}

/** As the template of a bucket has it, and as the API does: the CDK's custom resource takes that. */
interface QueueConfiguration {
  readonly Id?: string;
  readonly Event?: string;
  readonly Events?: readonly string[];
  readonly Queue?: string;
  readonly QueueArn?: string;
  readonly Filter?: {
    readonly S3Key?: { readonly Rules?: readonly FilterRule[] };
    readonly Key?: { readonly FilterRules?: readonly FilterRule[] };
  };
}

/** S3 guide, EventNotifications: at most 100 for a bucket. */
export const mostRules = 100;

/**
 * The rules of a bucket. Throws where S3 refuses them (recorded on AWS: `test_bucket_notification_with_invalid_filter_rules`,
 * `test_invalid_sqs_arn`), and for destinations other than queues.
 */
export function rulesOf(bucket: string, configuration: Readonly<Record<string, unknown>>): readonly NotificationRule[] {
  const { QueueConfigurations = [], ...others } = configuration;
  const strange = Object.entries(others).find(([, value]) => !Array.isArray(value) || value.length > 0);
  if (strange)
    throw new Error(
      `No local engine for ${strange[0]} of the bucket ${bucket}: its notifications can go to queues only.`,
    );
  const rules = (QueueConfigurations as readonly QueueConfiguration[]).map((each, at) => ruleOf(bucket, each, at));
  if (rules.length > mostRules)
    throw new RangeError(`A bucket has at most ${mostRules} notification configurations, not ${rules.length}.`);
  for (const [at, rule] of rules.entries())
    if (rules.slice(0, at).some((other) => overlap(rule, other)))
      throw new Error(
        'InvalidArgument: Configurations overlap. Configurations on the same bucket cannot share a common event type.',
      );
  return rules;
}

function ruleOf(bucket: string, given: QueueConfiguration, at: number): NotificationRule {
  const queueArn = given.QueueArn ?? given.Queue ?? '';
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:.+$/.test(queueArn))
    throw new Error(`InvalidArgument: The ARN could not be parsed (Queue, ${queueArn})`);
  const filters = given.Filter?.Key?.FilterRules ?? given.Filter?.S3Key?.Rules ?? [];
  const strange = filters.find(({ Name }) => !['prefix', 'suffix'].includes(Name.toLowerCase()));
  if (strange) throw new Error(`InvalidArgument: filter rule name must be either prefix or suffix (${strange.Name})`);
  const valueOf = (name: string): string => filters.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
  return {
    id: given.Id ?? uuidOf(`${bucket}|${queueArn}|${at}`),
    events: given.Events ?? [given.Event ?? ''],
    queueArn,
    prefix: valueOf('prefix'),
    suffix: valueOf('suffix'),
  };
}

/** Of which objects somebody is told. */
export type Told = Pick<NotificationRule, 'events' | 'prefix' | 'suffix'>;

/** S3 guide, notification-how-to-filtering, "Examples of notifications with object key name prefix and suffix overlapping". */
export const overlap = (one: Told, other: Told): boolean =>
  one.events.some((event) => other.events.some((same) => sameEvents(event, same))) &&
  (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)) &&
  (one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix));

const sameEvents = (one: string, other: string): boolean => covers(one, other) || covers(other, one);

const covers = (wide: string, event: string): boolean =>
  wide === event || (wide.endsWith('*') && event.startsWith(wide.slice(0, -1)));

/** Whether a rule is for what has happened to a key: ('ObjectCreated:Put', 'raw/a.log'). */
export const isFor = ({ events, prefix, suffix }: NotificationRule, event: string, key: string): boolean =>
  events.some((each) => covers(each, `s3:${event}`)) && key.startsWith(prefix) && key.endsWith(suffix);
