import { expect, it } from '@jest/globals';
import { application } from '../../processors/lib/access-event/application.ts';
import { names, latencies } from '../../processors/lib/access-event/application-names.ts';
import { readingOf } from '../reading.ts';

const second = Date.UTC(2026, 2, 1, 10);
const seconds = second / 1000;

/** Lines as loggers write them by themselves or by their guides, shortened. */
it.each<[string, object, object]>([
  [
    'pino-http',
    {
      level: 30,
      time: second,
      pid: 42,
      hostname: 'ip-10-0-0-1',
      req: {
        id: 1,
        method: 'GET',
        url: '/cart?item=7',
        headers: { host: 'shop.example', 'user-agent': 'curl/8.5.0' },
        remoteAddress: '::ffff:203.0.113.7',
      },
      res: { statusCode: 200, headers: { 'content-length': '12' } },
      responseTime: 3,
      msg: 'request completed',
    },
    {
      time: second,
      client: '203.0.113.7',
      method: 'GET',
      host: 'shop.example',
      path: '/cart',
      query: 'item=7',
      status: 200,
      outcome: '30',
      latency_ms: 3,
      user_agent: 'curl/8.5.0',
      extra: {
        pid: 42,
        hostname: 'ip-10-0-0-1',
        req: { id: 1 },
        res: { headers: { 'content-length': '12' } },
        msg: 'request completed',
      },
    },
  ],
  [
    'the Elastic Common Schema, in objects',
    {
      '@timestamp': '2026-03-01T10:00:00.000Z',
      source: { ip: '203.0.113.7' },
      http: { request: { method: 'GET' }, response: { status_code: 200, body: { bytes: 9 } } },
      url: { path: '/', domain: 'shop.example', query: 'q=1' },
      user_agent: { original: 'curl/8.5.0' },
      event: { duration: 2_500_000, kind: 'event' },
      log: { level: 'info' },
    },
    {
      time: second,
      client: '203.0.113.7',
      method: 'GET',
      host: 'shop.example',
      path: '/',
      query: 'q=1',
      status: 200,
      outcome: 'info',
      bytes: 9,
      latency_ms: 2.5,
      user_agent: 'curl/8.5.0',
      extra: { event: { kind: 'event' } },
    },
  ],
  [
    'the Elastic Common Schema, with dots',
    {
      '@timestamp': '2026-03-01T10:00:00Z',
      'log.level': 'warn',
      'client.ip': '203.0.113.7',
      'http.response.status_code': 500,
    },
    { time: second, client: '203.0.113.7', status: 500, outcome: 'warn' },
  ],
  [
    'OpenTelemetry',
    {
      timestamp: `${second}000000`,
      severity: 'INFO',
      body: 'served',
      attributes: {
        'client.address': '203.0.113.7',
        'http.request.method': 'GET',
        'url.path': '/',
        'http.response.status_code': 200,
        'http.server.request.duration': 0.25,
      },
    },
    {
      time: second,
      client: '203.0.113.7',
      method: 'GET',
      path: '/',
      status: 200,
      outcome: 'INFO',
      latency_ms: 250,
      extra: { body: 'served' },
    },
  ],
  [
    'Serilog',
    {
      '@t': '2026-03-01T10:00:00.1234567Z',
      '@mt': 'HTTP {RequestMethod} {RequestPath}',
      RequestMethod: 'GET',
      RequestPath: '/',
      StatusCode: 200,
      Elapsed: 1.5,
    },
    {
      time: second + 123,
      method: 'GET',
      path: '/',
      status: 200,
      latency_ms: 1.5,
      extra: { '@mt': 'HTTP {RequestMethod} {RequestPath}' },
    },
  ],
  [
    'Serilog, its other formatter',
    {
      Timestamp: '2026-03-01T12:00:00.0000000+02:00',
      Level: 'Information',
      Properties: { RequestMethod: 'GET', RequestPath: '/', StatusCode: 200, Elapsed: 1.5 },
    },
    { time: second, method: 'GET', path: '/', status: 200, outcome: 'Information', latency_ms: 1.5 },
  ],
  [
    'Rails with lograge',
    {
      method: 'GET',
      path: '/',
      format: 'html',
      status: 200,
      duration: 58.33,
      view: 40.43,
      '@timestamp': '2026-03-01T10:00:00.000Z',
    },
    { time: second, method: 'GET', path: '/', status: 200, latency_ms: 58.33, extra: { format: 'html', view: 40.43 } },
  ],
  [
    'Spring Boot with Logstash',
    {
      '@timestamp': '2026-03-01T11:00:00.000+0100',
      method: 'GET',
      requested_uri: '/',
      status_code: 200,
      elapsed_time: 7,
      content_length: 12,
      remote_host: '203.0.113.7',
    },
    { time: second, client: '203.0.113.7', method: 'GET', path: '/', status: 200, bytes: 12, latency_ms: 7 },
  ],
  [
    'Log4j 2',
    { instant: { epochSecond: seconds, nanoOfSecond: 5 }, level: 'INFO', message: 'started' },
    { time: second, outcome: 'INFO', extra: { instant: { nanoOfSecond: 5 }, message: 'started' } },
  ],
  [
    'Gin, whose durations have a unit',
    { time: '2026-03-01 10:00:00.500', status: 200, latency: '1.5ms', method: 'GET', path: '/' },
    { time: second + 500, method: 'GET', path: '/', status: 200, latency_ms: 1.5 },
  ],
  [
    'Python, with a decimal comma',
    { timestamp: '2026-03-01 10:00:00,500', level: 'INFO', duration: 3 },
    { time: second + 500, outcome: 'INFO', latency_ms: 3 },
  ],
  [
    'Fluent Bit on Kubernetes',
    {
      log: `{"level":"info","time":${second},"status":200}\n`,
      stream: 'stdout',
      time: '2026-03-01T10:00:01Z',
      kubernetes: { pod_name: 'web-1' },
    },
    {
      time: second,
      status: 200,
      outcome: 'info',
      extra: { wrapper: { stream: 'stdout', time: '2026-03-01T10:00:01Z', kubernetes: { pod_name: 'web-1' } } },
    },
  ],
  [
    'Fluent Bit, of an application that says no time',
    { log: '{"msg":"ready"}', stream: 'stdout', time: '2026-03-01T10:00:00Z' },
    { time: second, extra: { msg: 'ready', wrapper: { stream: 'stdout' } } },
  ],
  [
    'Fluent Bit, of a text',
    { log: '{not json', time: '2026-03-01T10:00:00Z' },
    { time: second, extra: { log: '{not json' } },
  ],
  [
    'a latency whose unit nobody knows',
    { time: second, latency: 12, response_time: 0.3 },
    { time: second, extra: { latency: 12, response_time: 0.3 } },
  ],
  [
    'a URL with a password',
    { time: second, url: 'https://me:secret@shop.example', host: 'proxy' },
    { time: second, host: 'shop.example', path: '/', extra: { host: 'proxy' } },
  ],
  [
    'names that only look alike',
    {
      time: second,
      status: { code: 200 },
      request: 'GET / HTTP/1.1',
      constructor: 1,
      __proto__: null,
      'req.method': 7,
      list: [1, 2],
    },
    {
      time: second,
      method: '7',
      extra: { status: { code: 200 }, request: 'GET / HTTP/1.1', constructor: 1, list: [1, 2] },
    },
  ],
])('reads a line of %s', (_, line, event) => {
  expect(readingOf(application, JSON.stringify(line))).toEqual([event]);
});

it('keeps a member that no logger should have', () => {
  expect(readingOf(application, `{"time":${second},"a":{"__proto__":{"status":1},"method":"GET"},"b":{}}`)).toEqual([
    { time: second, extra: { a: JSON.parse('{"__proto__":{"status":1},"method":"GET"}'), b: {} } },
  ]);
});

it('leaves alone what is deeper than loggers go', () => {
  const deep = { time: second, a: { b: { c: { d: { e: { status: 200 } } } } } };
  expect(readingOf(application, JSON.stringify(deep))).toEqual([{ time: second, extra: { a: deep.a } }]);
});

it('gives no name to two columns', () => {
  const all = [...Object.values(names).flat(), ...Object.values(latencies).flat()];
  expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
});
