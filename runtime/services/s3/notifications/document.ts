import type { BucketNotifications, BucketNotification } from '../../../contracts/local-stack.ts';
import { xml, type XmlElement } from '../../../gateway/protocols/xml.ts';
import { childrenOf, readXml, textIn, type XmlNode } from '../../../gateway/protocols/xml-document.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import { mostRules, overlap, type Told } from './configuration.ts';

/** S3 API reference, NotificationConfiguration: the element of each kind of destination, and the service that it names. */
const kinds: Readonly<Record<BucketNotification['kind'], string>> = {
  Topic: 'sns',
  Queue: 'sqs',
  CloudFunction: 'lambda',
};
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

const invalid = (message: string, details: Record<string, string> = {}): ServiceError =>
  new ServiceError('InvalidArgument', 400, message, details);

/**
 * Reads what PutBucketNotificationConfiguration is given. Throws where S3 refuses it, whatever its destinations are (recorded on AWS:
 * `test_bucket_notification_with_invalid_filter_rules`, `test_invalid_sqs_arn`).
 */
export function readDocument(bucket: string, body: string): BucketNotifications {
  const root = readXml(body);
  const entries = (Object.keys(kinds) as BucketNotification['kind'][]).flatMap((kind) =>
    childrenOf(root, `${kind}Configuration`).map((node, at) => entryOf(bucket, kind, node, at)),
  );
  if (entries.length > mostRules) throw invalid(`A bucket has at most ${mostRules} notification configurations.`);
  if (new Set(entries.map(({ id }) => id)).size < entries.length)
    throw invalid('Same ID used for multiple configurations. IDs must be unique');
  if (entries.some((entry, at) => entries.slice(0, at).some((other) => overlap(told(entry), told(other)))))
    throw invalid('Configurations overlap. Configurations on the same bucket cannot share a common event type.');
  return { entries, eventBridge: childrenOf(root, 'EventBridgeConfiguration').length > 0 };
}

function entryOf(bucket: string, kind: BucketNotification['kind'], node: XmlNode, at: number): BucketNotification {
  const arn = textIn(node, kind) ?? '';
  if (!new RegExp(`^arn:[^:]+:${kinds[kind]}:[^:]+:\\d{12}:.+$`).test(arn))
    throw invalid('The ARN could not be parsed', { ArgumentName: kind, ArgumentValue: arn });
  const key = childrenOf(node, 'Filter').flatMap((filter) => childrenOf(filter, 'S3Key'));
  const rules = key
    .flatMap((each) => childrenOf(each, 'FilterRule'))
    .map((rule) => ({
      name: textIn(rule, 'Name') ?? '',
      value: textIn(rule, 'Value') ?? '',
    }));
  const strange = rules.find(({ name }) => !['prefix', 'suffix'].includes(name.toLowerCase()));
  if (strange)
    throw invalid('filter rule name must be either prefix or suffix', {
      ArgumentName: 'FilterRule.Name',
      ArgumentValue: strange.name,
    });
  return {
    kind,
    id: textIn(node, 'Id') || uuidOf(`${bucket}|${kind}|${arn}|${at}`),
    arn,
    events: childrenOf(node, 'Event').map(({ text }) => text),
    // recorded on AWS: `test_filter_rules_case_insensitive`
    rules: rules.map(({ name, value }) => ({ name: name.toLowerCase() === 'prefix' ? 'Prefix' : 'Suffix', value })),
  };
}

/** What GetBucketNotificationConfiguration answers. */
export function writeDocument({ entries, eventBridge }: BucketNotifications): string {
  const of = (kind: BucketNotification['kind']): XmlElement[] =>
    entries
      .filter((entry) => entry.kind === kind)
      .map(({ id, arn, events, rules }) => ({
        Id: id,
        [kind]: arn,
        Event: [...events],
        Filter:
          rules.length === 0
            ? undefined
            : { S3Key: { FilterRule: rules.map(({ name, value }) => ({ Name: name, Value: value })) } },
      }));
  const content = {
    ...Object.fromEntries(
      (Object.keys(kinds) as BucketNotification['kind'][]).map((kind) => [`${kind}Configuration`, of(kind)]),
    ),
    EventBridgeConfiguration: eventBridge ? {} : undefined,
  };
  return xml('NotificationConfiguration', content, namespace);
}

/** A prefix or suffix as keys have it (S3 guide, notification-how-to-filtering: values of filters are encoded). */
export function filterOf({ rules }: BucketNotification, name: 'Prefix' | 'Suffix'): string {
  const value = rules.find((rule) => rule.name === name)?.value ?? '';
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

const told = (entry: BucketNotification): Told => ({
  events: entry.events,
  prefix: filterOf(entry, 'Prefix'),
  suffix: filterOf(entry, 'Suffix'),
});
