import { expect, it } from '@jest/globals';
import { alb } from '../../processors/lib/access-event/alb.ts';
import { readingOf } from '../reading.ts';

const time = '2018-07-02T22:23:00.186641Z';
const at = Date.parse('2018-07-02T22:23:00.186Z');
const start = `https ${time} app/my-loadbalancer/50dc6c495c0c9188`;
const group = 'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067';
const tls = `ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 ${group} "Root=1-58337281-1d84f3d73c47ec4e58577259"`;
const tail = `"www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678" 1 ${time} "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234abcd "-" "-" "-"`;
const line = (request: string, agent: string, client = '192.168.131.39:2817', rest = tail): string =>
  `${start} ${client} 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "${request}" "${agent}" ${tls} ${rest}`;
const get = 'GET https://www.example.com:443/a?b=c HTTP/1.1';
const event = {
  time: at,
  client: '192.168.131.39',
  method: 'GET',
  host: 'www.example.com:443',
  path: '/a',
  query: 'b=c',
  status: 200,
  bytes: 57,
  latency_ms: 171,
  user_agent: 'curl/7.46.0',
};
const only = (text: string) => readingOf(alb, text)[0];

it('reads a line of today', () => {
  expect(only(line(get, 'curl/7.46.0'))).toEqual(event);
});

it('leaves out the line that says that access logs were enabled', () => {
  const enabled = 'Enable AccessLog for ELB: app/my-loadbalancer/50dc6c495c0c9188 at 2026-01-01T00:00:00.000Z';
  expect(readingOf(alb, enabled)).toEqual([]);
});

it('reads a line of 2016, which ends with the trace id', () => {
  expect(only(line(get, 'curl/7.46.0', undefined, '').trimEnd())).toEqual(event);
});

it('keeps fields that are newer than this project', () => {
  expect(only(`${line(get, 'curl/7.46.0')} "two words" - 7`)).toEqual({
    ...event,
    extra: { '34': 'two words', '35': '-', '36': '7' },
  });
  expect(only(`${line(get, 'curl/7.46.0')} "op`)).toEqual({ ...event, extra: { '34': '"op' } });
});

it.each([
  ['a quote before a space', 'agent "with" quotes'],
  ['a quote at its end', 'agent "x"'],
  ['escaped quotes', '\\x22quoted\\x22'],
  ['a backslash and a tab', 'a\\b\tc'],
  ['letters that are not ASCII', 'Größe 世界'],
  ['a quote alone', '"'],
])('reads a user agent with %s', (_, agent) => {
  expect(only(line(get, agent))).toEqual({ ...event, user_agent: agent });
});

it('reads addresses of both kinds', () => {
  expect(only(line(get, 'curl/7.46.0', '2001:db8::1:2817'))).toMatchObject({ client: '2001:db8::1' });
  expect(only(line(get, 'curl/7.46.0', '[2001:db8::1]:2817'))).toMatchObject({ client: '2001:db8::1' });
});

it.each([
  ['- http://www.example.com:80- -', { host: 'www.example.com:80-' }],
  ['GET https://h:443/a b c HTTP/1.1', { method: 'GET', host: 'h:443', path: '/a b c' }],
  ['GET https://h?x=/y HTTP/1.1', { method: 'GET', host: 'h', query: 'x=/y' }],
  [`GET https://h/${'x'.repeat(8000)} HTTP/1.1`, { path: `/${'x'.repeat(8000)}` }],
  ['nonsense', {}],
  ['', {}],
])('reads the request %.40s', (request, members) => {
  const { method: _, host: __, path: ___, query: ____, ...rest } = event;
  expect(only(line(request, 'curl/7.46.0'))).toEqual(expect.objectContaining({ ...rest, ...members }));
});

it('says nothing of times that the load balancer does not know', () => {
  const failed = line(get, '-').replace('10.0.0.1:80 0.086 0.048 0.037 200 200', '- -1 -1 -1 503 -');
  const { latency_ms: _, user_agent: __, ...rest } = event;
  expect(only(failed)).toEqual({ ...rest, status: 503 });
});

it.each([
  ['too few fields', `${start} 1.2.3.4:5`],
  ['a time that is none', line(get, 'x').replace(time, 'yesterday')],
  ['a quoted field without an end', line(get, 'curl/7.46.0').split('/7.46.0')[0]!],
])('calls a line broken that has %s', (_, text) => {
  expect(only(text)).toMatchObject({ kind: 'broken' });
});
