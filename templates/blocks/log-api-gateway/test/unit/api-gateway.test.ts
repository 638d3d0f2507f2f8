import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { apiGateway } from '../../processors/lib/access-event/api-gateway.ts';
import { readingOf } from '../reading.ts';

it('reads the JSON format of REST APIs', () => {
  const line = {
    requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    ip: '203.0.113.7',
    caller: '-',
    user: '-',
    requestTime: '09/Apr/2019:18:17:28 +0000',
    httpMethod: 'GET',
    resourcePath: '/orders/{id}',
    status: '200',
    protocol: 'HTTP/1.1',
    responseLength: '15',
  };
  expect(readingOf(apiGateway, JSON.stringify(line))).toEqual([
    {
      time: Date.UTC(2019, 3, 9, 18, 17, 28),
      client: '203.0.113.7',
      method: 'GET',
      path: '/orders/{id}',
      status: 200,
      bytes: 15,
      extra: { requestId: line.requestId, protocol: 'HTTP/1.1' },
    },
  ]);
});

it('reads the JSON format of HTTP APIs, and any time zone', () => {
  const line = {
    requestId: 'JKJaXmPLvHcESHA=',
    ip: '2001:db8::1',
    requestTime: '10/Mar/2020:23:30:00 -0130',
    routeKey: 'GET /pets',
    status: 404,
    responseLength: '-',
    integrationLatency: '12',
  };
  expect(readingOf(apiGateway, JSON.stringify(line))).toEqual([
    {
      time: Date.UTC(2020, 2, 11, 1, 0, 0),
      client: '2001:db8::1',
      path: 'GET /pets',
      status: 404,
      latency_ms: 12,
      extra: { requestId: line.requestId },
    },
  ]);
});

it('keeps what it cannot use as extra: nothing of a line is lost', () => {
  const line = { requestTimeEpoch: '1583879400000', status: 'none', requestId: 'r', path: '/a', resourcePath: '/{x}' };
  expect(readingOf(apiGateway, JSON.stringify(line))).toEqual([
    { time: 1_583_879_400_000, path: '/a', extra: { status: 'none', requestId: 'r', resourcePath: '/{x}' } },
  ]);
});

it.each(['[]', 'null', '"text"', '{', '{"status":"200"}', '{"ip":"1.2.3.4","requestTimeEpoch":"1583879400000"}'])(
  'calls %s broken',
  (line) => {
    expect(readingOf(apiGateway, line)).toEqual([expect.objectContaining({ kind: 'broken' })]);
  },
);

it('reads what a stage writes in the format of docs/source-api-gateway.md', () => {
  const page = readFileSync('docs/source-api-gateway.md', 'utf8');
  const [, operations] = /--patch-operations '(\[.+?\])'/s.exec(page)!;
  const [, { value: format }] = JSON.parse(operations!) as [unknown, { value: string }];
  const variables: Record<string, string> = {
    requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    'identity.sourceIp': '203.0.113.7',
    requestTimeEpoch: '1583884800000',
    httpMethod: 'GET',
    domainName: 'api.example.org',
    path: '/dev/orders/7',
    status: '200',
    responseLength: '15',
    responseLatency: '42',
    'identity.userAgent': 'curl/8.4.0',
  };
  const line = format.replaceAll(/\$context\.([\w.]+)/g, (_, name: string) => variables[name]!);
  expect(readingOf(apiGateway, line)).toEqual([
    {
      time: 1_583_884_800_000,
      client: '203.0.113.7',
      method: 'GET',
      host: 'api.example.org',
      path: '/dev/orders/7',
      status: 200,
      bytes: 15,
      latency_ms: 42,
      user_agent: 'curl/8.4.0',
      extra: { requestId: variables['requestId'] },
    },
  ]);
});
