import type {
  FilterRule,
  LambdaFunctionConfiguration,
  NotificationConfiguration,
  QueueConfiguration,
  TopicConfiguration,
} from '@aws-sdk/client-s3';

/** What a bucket tells, and whom. EventBridge gets every event and overlaps with nothing. */
export type Notifications = Pick<
  NotificationConfiguration,
  'TopicConfigurations' | 'QueueConfigurations' | 'LambdaFunctionConfigurations' | 'EventBridgeConfiguration'
>;

type Entry = TopicConfiguration | QueueConfiguration | LambdaFunctionConfiguration;

/** An entry of this project. */
export type OwnEntry = QueueConfiguration & { Id: string; QueueArn: string };

/** S3 refuses what is asked for, because of what somebody else has set up. */
export class NotPossible extends Error {}

/** Amazon S3 guide, "Event notification types and destinations". */
const mostEntries = 100;

/**
 * The entries of a stage: one for each prefix, named after the stack. Put, Post, Copy and multipart uploads are all ways in which services
 * write logs.
 */
export const entriesOf = (
  { folders }: { folders: readonly string[] },
  stackName: string,
  queueArn: string,
): OwnEntry[] =>
  folders.map((folder) => ({
    Id: folder === '' ? stackName : `${stackName}/${folder}`,
    QueueArn: queueArn,
    Events: ['s3:ObjectCreated:*'],
    ...(folder === '' ? {} : { Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: encoded(folder) }] } } }),
  }));

/**
 * The notifications of a bucket with these entries in them, and every other one as it was. Throws `NotPossible` where S3 would refuse them.
 * `changes` is false where all is as it should be.
 */
export function connected(
  current: Notifications,
  entries: readonly OwnEntry[],
): { next: Notifications; changes: boolean } {
  const others = without(current, entries);
  for (const entry of entries)
    for (const other of allOf(others)) if (overlap(entry, other)) throw new NotPossible(overlapping(entry, other));
  const next = { ...others, QueueConfigurations: [...(others.QueueConfigurations ?? []), ...entries] };
  const count = allOf(next).length;
  if (count > mostEntries)
    throw new NotPossible(
      `The bucket would have ${count} notifications; S3 takes ${mostEntries}. Name fewer folders in infra/config.ts, or remove entries that nobody needs.`,
    );
  return { next, changes: !same(ownOf(current, entries), entries) };
}

/** The notifications of a bucket without the entries of a stage. */
export function disconnected(
  current: Notifications,
  entries: readonly OwnEntry[],
): { next: Notifications; changes: boolean } {
  return { next: without(current, entries), changes: ownOf(current, entries).length > 0 };
}

/** Whether a bucket tells others what it told them before. The order of entries says nothing. */
export const keptOthers = (before: Notifications, after: Notifications, entries: readonly OwnEntry[]): boolean =>
  same(allOf(without(before, entries)), allOf(without(after, entries))) &&
  (before.EventBridgeConfiguration === undefined) === (after.EventBridgeConfiguration === undefined);

/** An entry is of a stage where its name says so, or where it sends to the queue of the stage, whoever made it. */
function isOwn({ Id = '', ...entry }: Entry, entries: readonly OwnEntry[]): boolean {
  const stackName = entries[0]!.Id.split('/', 1)[0]!;
  const queueArn = 'QueueArn' in entry ? entry.QueueArn : undefined;
  return Id === stackName || Id.startsWith(`${stackName}/`) || queueArn === entries[0]!.QueueArn;
}

const ownOf = ({ QueueConfigurations = [] }: Notifications, entries: readonly OwnEntry[]): QueueConfiguration[] =>
  QueueConfigurations.filter((entry) => isOwn(entry, entries));

function without(current: Notifications, entries: readonly OwnEntry[]): Notifications {
  const {
    TopicConfigurations,
    QueueConfigurations = [],
    LambdaFunctionConfigurations,
    EventBridgeConfiguration,
  } = current;
  const others = QueueConfigurations.filter((entry) => !isOwn(entry, entries));
  return {
    ...(TopicConfigurations ? { TopicConfigurations } : {}),
    ...(others.length > 0 ? { QueueConfigurations: others } : {}),
    ...(LambdaFunctionConfigurations ? { LambdaFunctionConfigurations } : {}),
    ...(EventBridgeConfiguration ? { EventBridgeConfiguration } : {}),
  };
}

const allOf = ({
  TopicConfigurations = [],
  QueueConfigurations = [],
  LambdaFunctionConfigurations = [],
}: Notifications): Entry[] => [...TopicConfigurations, ...QueueConfigurations, ...LambdaFunctionConfigurations];

const rulesOf = ({ Filter }: Entry): readonly FilterRule[] => Filter?.Key?.FilterRules ?? [];
/** S3 gives names of rules back with a capital letter. */
const ruleOf = (entry: Entry, name: 'prefix' | 'suffix'): string =>
  decoded(rulesOf(entry).find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? '');

/** Amazon S3 guide, "Configuring event notifications using object key name filtering": prefixes and suffixes that both overlap. */
function overlap(one: Entry, other: Entry): boolean {
  const [prefix, otherPrefix] = [ruleOf(one, 'prefix'), ruleOf(other, 'prefix')];
  const [suffix, otherSuffix] = [ruleOf(one, 'suffix'), ruleOf(other, 'suffix')];
  return (
    (one.Events ?? []).some((event) =>
      (other.Events ?? []).some((same) => covers(event, same) || covers(same, event)),
    ) &&
    (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix)) &&
    (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix))
  );
}

const covers = (wide: string, event: string): boolean =>
  wide === event || (wide.endsWith('*') && event.startsWith(wide.slice(0, -1)));

function overlapping(entry: OwnEntry, other: Entry): string {
  const where = (each: Entry): string => {
    const [prefix, suffix] = [ruleOf(each, 'prefix'), ruleOf(each, 'suffix')];
    return `${prefix === '' ? 'all keys' : `keys below ${prefix}`}${suffix === '' ? '' : ` that end with ${suffix}`}`;
  };
  return `The bucket sends ${(other.Events ?? []).join(', ')} of ${where(other)} to ${arnOf(other)} already (entry "${other.Id ?? ''}").
S3 takes one destination for an event of a key, and this stage asks for ${where(entry)}.
Either name folders in infra/config.ts that the other entry does not have, and deploy;
or let both hear: docs/existing-bucket.md, "Another entry has the prefix already".`;
}

/** Where an entry sends to. */
export const arnOf = (entry: Entry): string =>
  ('TopicArn' in entry ? entry.TopicArn : undefined) ??
  ('QueueArn' in entry ? entry.QueueArn : undefined) ??
  ('LambdaFunctionArn' in entry ? entry.LambdaFunctionArn : undefined) ??
  '';

/** Filters are written like keys in a notification: a space is a +, special characters are percent-encoded. */
const encoded = (prefix: string): string =>
  prefix
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
    .join('/');

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    // made without encoding
    return value;
  }
}

const textOf = (entry: Entry): string =>
  JSON.stringify([
    entry.Id,
    arnOf(entry),
    [...(entry.Events ?? [])].toSorted(),
    ruleOf(entry, 'prefix'),
    ruleOf(entry, 'suffix'),
  ]);

const same = (some: readonly Entry[], others: readonly Entry[]): boolean =>
  JSON.stringify(some.map(textOf).toSorted()) === JSON.stringify(others.map(textOf).toSorted());
