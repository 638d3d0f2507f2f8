import { expect, it } from '@jest/globals';
import { vpcFlow } from '../../processors/lib/access-event/vpc-flow.ts';
import { readingOf } from '../reading.ts';

const two =
  '2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';
const event = {
  time: 1_418_530_010_000,
  client: '172.31.16.139',
  host: '172.31.16.21',
  method: 'tcp',
  path: '22',
  bytes: 4249,
  outcome: 'ACCEPT',
};

it('reads the default format, with a header or without', () => {
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  expect(readingOf(vpcFlow, two)).toEqual([event]);
  expect(readingOf(vpcFlow, header, two, header, two)).toEqual([event, event]);
});

it('reads fields in the order of the last header, and keeps those beyond version 2', () => {
  expect(
    readingOf(
      vpcFlow,
      'bytes start srcaddr pkt-srcaddr tcp-flags instance-tag encryption-status',
      '10 1418530010 10.0.0.1 10.0.0.2 19 a%20b 3',
      'end srcaddr',
      '1418530011 2001:db8::1',
    ),
  ).toEqual([
    {
      time: 1_418_530_010_000,
      client: '10.0.0.1',
      bytes: 10,
      extra: { 'pkt-srcaddr': '10.0.0.2', 'tcp-flags': '19', 'instance-tag': 'a%20b', 'encryption-status': '3' },
    },
    { time: 1_418_530_011_000, client: '2001:db8::1' },
  ]);
});

it('keeps values beyond the header: a line is never refused for being newer', () => {
  expect(readingOf(vpcFlow, `${two} new -`)).toEqual([{ ...event, extra: { '15': 'new' } }]);
});

it('drops NODATA, and keeps that records were skipped', () => {
  const without = '2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 -';
  expect(readingOf(vpcFlow, `${without} NODATA`, `${without} SKIPDATA`)).toEqual([
    { kind: 'dropped', reason: 'NoData' },
    { time: 1_431_280_876_000, outcome: 'SKIPDATA' },
  ]);
});

it.each([
  ['too few fields', '2 123456789010 eni-1'],
  ['no start', two.replace('1418530010', '-')],
  ['a start that is none', two.replace('1418530010', '99999999999999')],
])('calls a line broken that has %s', (_, line) => {
  expect(readingOf(vpcFlow, line)).toEqual([expect.objectContaining({ kind: 'broken' })]);
});

it('is not confused by names that objects have', () => {
  expect(readingOf(vpcFlow, 'start constructor bytes', '1418530010 x 3')).toEqual([
    { time: 1_418_530_010_000, bytes: 3, extra: { constructor: 'x' } },
  ]);
});
