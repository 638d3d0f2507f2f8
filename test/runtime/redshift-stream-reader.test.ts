import { expect, it } from '@jest/globals';
import { createClock, createStream } from '../../runtime/door.ts';
import { StreamReader } from '../../runtime/services/redshift/stream-reader.ts';

it('leaves to the next refresh what comes while one is under way', () => {
  const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/events';
  const stream = createStream({ arn, shards: 1, retention: 86_400_000, clock: createClock(0) });
  const reader = new StreamReader(stream, () => undefined);
  stream.put('p', 'a');
  const records = reader.unread();
  stream.put('p', 'b');
  reader.read(records);
  expect(reader.unread().map(({ data }) => Buffer.from(data).toString())).toEqual(['b']);
});
