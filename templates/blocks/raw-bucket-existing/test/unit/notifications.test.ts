import { describe, expect, it } from '@jest/globals';
import {
  connected,
  disconnected,
  entriesOf,
  keptOthers,
  NotPossible,
  type Notifications,
} from '../../delivery/notifications.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:logs-dev-queue';
const entries = (...folders: string[]) => entriesOf({ folders }, 'logs-dev', queueArn);
const whole = entries('');
const filter = (rules: Record<string, string>) => ({
  Filter: { Key: { FilterRules: Object.entries(rules).map(([Name, Value]) => ({ Name: Name as 'prefix', Value })) } },
});
const created = { Events: ['s3:ObjectCreated:*' as const] };
const queue = { Id: 'other', QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:other' };
const topic = { Id: 'people', TopicArn: 'arn:aws:sns:eu-west-1:111122223333:people' };
const lambda = { Id: 'scan', LambdaFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:scan' };

describe('connects', () => {
  it('a bucket that tells nobody', () => {
    expect(connected({}, whole)).toEqual({
      next: { QueueConfigurations: [{ Id: 'logs-dev', QueueArn: queueArn, ...created }] },
      changes: true,
    });
  });

  it('and keeps queues, topics, functions and EventBridge as they were', () => {
    const current: Notifications = {
      QueueConfigurations: [{ ...queue, ...created, ...filter({ Prefix: 'reports/', Suffix: '.csv' }) }],
      TopicConfigurations: [{ ...topic, Events: ['s3:ObjectRemoved:*'] }],
      LambdaFunctionConfigurations: [{ ...lambda, ...created, ...filter({ Prefix: 'uploads/' }) }],
      EventBridgeConfiguration: {},
    };
    const own = entries('AWSLogs/', 'cdn/');
    const { next, changes } = connected(current, own);
    expect(changes).toBe(true);
    expect(next).toEqual({ ...current, QueueConfigurations: [...current.QueueConfigurations!, ...own] });
    expect(keptOthers(current, next, own)).toBe(true);
    expect(disconnected(next, own)).toEqual({ next: current, changes: true });
  });

  it('once: what is there already is no change, in whatever spelling S3 gives it back', () => {
    const own = entries('AWSLogs/');
    const back = [{ Id: 'logs-dev/AWSLogs/', QueueArn: queueArn, ...created, ...filter({ Prefix: 'AWSLogs/' }) }];
    expect(connected({ QueueConfigurations: back }, own).changes).toBe(false);
    expect(connected({ QueueConfigurations: [{ ...whole[0]!, ...filter({ Prefix: '' }) }] }, whole).changes).toBe(
      false,
    );
  });

  it('anew where the queue of the stack is another one, as after its first deployment was repeated', () => {
    const old = { ...whole[0]!, QueueArn: `${queueArn}-before` };
    expect(connected({ QueueConfigurations: [old] }, whole)).toEqual({
      next: { QueueConfigurations: whole },
      changes: true,
    });
  });

  it('other folders in place of those of before, and an entry that somebody made by hand for the queue', () => {
    const byHand = { Id: 'by-hand', QueueArn: queueArn, ...created, ...filter({ Prefix: 'cdn/' }) };
    const own = entries('cdn/', 'AWSLogs/');
    expect(connected({ QueueConfigurations: [...entries('logs/'), byHand] }, own).next).toEqual({
      QueueConfigurations: own,
    });
  });

  it('beside another stage of the project, whose name begins alike', () => {
    const other = entriesOf({ folders: ['b/'] }, 'logs-dev-2', `${queueArn}-2`);
    expect(connected({ QueueConfigurations: other }, entries('a/')).next.QueueConfigurations).toHaveLength(2);
  });

  it('with prefixes as S3 writes them: a space is a +, = is %3D', () => {
    const [entry] = entries('team one/aws-account-id=1/');
    expect(entry!.Filter!.Key!.FilterRules).toEqual([{ Name: 'prefix', Value: 'team+one/aws-account-id%3D1/' }]);
  });
});

describe('refuses', () => {
  it.each<[string, Notifications, string]>([
    ['a queue for the whole bucket', { QueueConfigurations: [{ ...queue, ...created }] }, queue.QueueArn],
    [
      'a topic for a prefix',
      { TopicConfigurations: [{ ...topic, ...created, ...filter({ Prefix: 'AWSLogs/1/' }) }] },
      topic.TopicArn,
    ],
    [
      'a function for Put alone',
      { LambdaFunctionConfigurations: [{ ...lambda, Events: ['s3:ObjectCreated:Put'] }] },
      lambda.LambdaFunctionArn,
    ],
    [
      'one of several events',
      { TopicConfigurations: [{ ...topic, Events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:Copy'] }] },
      topic.TopicArn,
    ],
    [
      'a suffix: keys of any ending are asked for',
      { QueueConfigurations: [{ ...queue, ...created, ...filter({ Suffix: '.gz' }) }] },
      queue.QueueArn,
    ],
    [
      'a prefix in another encoding',
      { QueueConfigurations: [{ ...queue, ...created, ...filter({ prefix: 'AWSLogs%2F' }) }] },
      queue.QueueArn,
    ],
  ])('%s', (_what, current, arn) => {
    const connecting = () => connected(current, entries('AWSLogs/'));
    expect(connecting).toThrow(NotPossible);
    expect(connecting).toThrow(arn);
    expect(connecting).toThrow('docs/existing-bucket.md');
  });

  it.each<[string, Notifications]>([
    ['another prefix', { QueueConfigurations: [{ ...queue, ...created, ...filter({ Prefix: 'reports/' }) }] }],
    ['other events', { TopicConfigurations: [{ ...topic, Events: ['s3:ObjectRemoved:*', 's3:ObjectTagging:*'] }] }],
    ['EventBridge', { EventBridgeConfiguration: {} }],
  ])('not %s', (_what, current) => {
    expect(connected(current, entries('AWSLogs/')).changes).toBe(true);
  });

  it('more than S3 takes', () => {
    const many = Array.from({ length: 100 }, (_, nth) => ({
      ...queue,
      Id: `${nth}`,
      ...created,
      ...filter({ Prefix: `p${String(nth).padStart(3, '0')}/` }),
    }));
    expect(() => connected({ QueueConfigurations: many }, entries('AWSLogs/'))).toThrow('would have 101');
  });
});

describe('disconnects', () => {
  it('nothing where nothing is connected', () => {
    const current = { QueueConfigurations: [{ ...queue, ...created }] };
    expect(disconnected(current, whole)).toEqual({ next: current, changes: false });
  });

  it('the last entry: the bucket tells nobody then', () => {
    expect(disconnected({ QueueConfigurations: whole }, whole)).toEqual({ next: {}, changes: true });
  });
});
