import { expect, it } from '@jest/globals';
import { cloudfront } from '../../processors/lib/access-event/cloudfront.ts';
import { defaultFields } from '../../processors/lib/access-event/cloudfront-fields.ts';
import { readingOf } from '../reading.ts';

const values: Record<string, string> = {
  date: '2019-12-04',
  time: '21:02:31',
  'sc-bytes': '392',
  'c-ip': '192.0.2.100',
  'cs-method': 'GET',
  'x-host-header': 'www.example.com',
  'cs-uri-stem': '/a%2520b',
  'cs-uri-query': 'q=%2522x%2522',
  'sc-status': '000',
  'cs(User-Agent)': 'Mozilla/5.0%20(%22quoted%22)',
  'x-edge-result-type': 'Hit',
  'time-taken': '0.001',
};
const event = {
  time: Date.parse('2019-12-04T21:02:31Z'),
  client: '192.0.2.100',
  method: 'GET',
  host: 'www.example.com',
  path: '/a%20b',
  query: 'q=%22x%22',
  status: 0,
  outcome: 'Hit',
  bytes: 392,
  latency_ms: 1,
  user_agent: 'Mozilla/5.0 ("quoted")',
};
const row = (names: readonly string[], with_: string, all = values): string =>
  names.map((name) => all[name] ?? '-').join(with_);

it('reads w3c by the names of its header, wherever that stands', () => {
  const turned = defaultFields.toReversed();
  expect(
    readingOf(
      cloudfront,
      '#Version: 1.0',
      `#Fields: ${defaultFields.join(' ')}`,
      row(defaultFields, '\t'),
      `#Fields: ${turned.join(' ')}`,
      row(turned, '\t'),
      '# a comment',
    ),
  ).toEqual([event, event]);
});

it('reads plain lines, with names or with the default fields', () => {
  expect(readingOf(cloudfront, row(defaultFields, '\t'))).toEqual([event]);
  expect(readingOf(cloudfront, row(defaultFields, ' '))).toEqual([event]);
  expect(readingOf(cloudfront, 'date\ttime\tc-ip', '2019-12-04\t21:02:31\t192.0.2.100')).toEqual([
    { time: event.time, client: '192.0.2.100' },
  ]);
});

it('reads json, whose values are texts', () => {
  expect(readingOf(cloudfront, JSON.stringify(values))).toEqual([event]);
  expect(readingOf(cloudfront, JSON.stringify({ ...values, 'timestamp(ms)': '1731620046814' }))).toEqual([
    { ...event, time: 1_731_620_046_814 },
  ]);
});

it('keeps fields that are newer than this project', () => {
  const newer = { ...values, 'x-new': 'größe' };
  const names = [...defaultFields, 'x-new'];
  const expected = { ...event, extra: { 'x-new': 'größe' } };
  expect(readingOf(cloudfront, JSON.stringify(newer))).toEqual([expected]);
  expect(readingOf(cloudfront, `#Fields: ${names.join(' ')}`, row(names, '\t', newer))).toEqual([expected]);
  expect(readingOf(cloudfront, `${row(defaultFields, '\t')}\tunnamed`)).toEqual([
    { ...event, extra: { '36': 'unnamed' } },
  ]);
});

it('leaves alone what is no percent-encoding of UTF-8', () => {
  const odd = { ...values, 'cs-uri-stem': '/%FF%', 'cs-uri-query': '100%' };
  expect(readingOf(cloudfront, JSON.stringify(odd))).toEqual([{ ...event, path: '/%FF%', query: '100%' }]);
});

it.each([
  ['too few fields', '2019-12-04\t21:02:31'],
  ['a time that is none', row(defaultFields, '\t', { ...values, time: 'noon' })],
  ['half of a JSON object', '{"date":"2019-12-04"'],
])('calls a line broken that has %s', (_, line) => {
  expect(readingOf(cloudfront, line)).toEqual([expect.objectContaining({ kind: 'broken' })]);
});
