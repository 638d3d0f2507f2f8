import { expect, it } from '@jest/globals';
import { application } from '../../processors/lib/access-event/application.ts';
import { readingOf } from '../reading.ts';

it.each([
  ['ISO 8601', { time: '2026-03-01T10:00:00.5+02:00' }, Date.UTC(2026, 2, 1, 8, 0, 0, 500)],
  ['milliseconds', { timestamp: 1_772_352_000_500 }, 1_772_352_000_500],
  ['seconds as text', { '@timestamp': '1772352000.25' }, 1_772_352_000_250],
  ['a time behind one that is none', { time: 'soon', ts: 1_772_352_000 }, 1_772_352_000_000],
])('reads a time in %s', (_, line, time) => {
  expect(readingOf(application, JSON.stringify(line))[0]).toMatchObject({ time });
});

it('reads the names that applications use, and keeps all others', () => {
  const line = {
    time: '2026-03-01T10:00:00Z',
    remote_addr: '203.0.113.7',
    request_method: 'POST',
    uri: '/cart',
    status_code: 201,
    body_bytes_sent: '12',
    duration_ms: 0.25,
    message: 'two\nlines, "quoted", 世界',
    nested: { a: [1, null] },
  };
  expect(readingOf(application, JSON.stringify(line))).toEqual([
    {
      time: Date.UTC(2026, 2, 1, 10),
      client: '203.0.113.7',
      method: 'POST',
      path: '/cart',
      status: 201,
      bytes: 12,
      latency_ms: 0.25,
      extra: { message: line.message, nested: line.nested },
    },
  ]);
});

it.each(['{}', '{"level":"info"}', '{"time":"soon"}', '{"time":1e300}', '[1]', 'text', '{"time":1772352000'])(
  'calls %s broken',
  (line) => {
    expect(readingOf(application, line)).toEqual([expect.objectContaining({ kind: 'broken' })]);
  },
);
