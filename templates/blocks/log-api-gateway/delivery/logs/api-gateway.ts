import { address, agents, numberOf, pick, textOf, upTo, type LogKind } from './log-kind.ts';

type Line = Record<string, string | undefined>;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');
const requestTime = (at: Date): string =>
  `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;

/** API Gateway access logs as JSON: those of REST APIs have a path, those of HTTP APIs a route. */
export const apiGateway: LogKind = {
  header: undefined,
  isHeader: () => false,
  line: (random, at) => {
    const route =
      random() < 0.5
        ? { resourcePath: '/orders/{id}', userAgent: pick(random, agents), responseLatency: String(upTo(random, 300)) }
        : { routeKey: 'GET /pets', integrationErrorMessage: '-' };
    const line: Line = {
      requestId: `f2b0c1a4-${upTo(random, 1e6)}`,
      ip: address(random),
      ...(random() < 0.5 ? { requestTime: requestTime(at) } : { requestTimeEpoch: String(at.getTime()) }),
      httpMethod: pick(random, ['GET', 'PUT']),
      ...route,
      status: pick(random, ['200', '404', '500', '-']),
      responseLength: pick(random, ['-', '0', '4096']),
    };
    return JSON.stringify(line);
  },
  http: true,
  request: (at, { client, path, status }) =>
    JSON.stringify({
      requestId: 'f2b0c1a4-0',
      ip: client,
      requestTimeEpoch: String(at.getTime()),
      httpMethod: 'POST',
      resourcePath: path,
      status: String(status),
      responseLength: '180',
    } satisfies Line),
  broken: (random) =>
    pick(random, ['{"requestId":"1","status":"200"}', '[]', '{"x":1}', 'Execution log for request 1']),
  expected: (line) => {
    let values: Line;
    try {
      values = JSON.parse(line) as Line;
    } catch {
      return 'broken';
    }
    const { requestTimeEpoch, requestTime: written } = values;
    const time = requestTimeEpoch ? Number(requestTimeEpoch) : Date.parse((written ?? '').replace(':', ' '));
    if (Number.isNaN(time)) return 'broken';
    const extra: Line = { requestId: values['requestId'] };
    return {
      time,
      client: values['ip'],
      method: values['httpMethod'],
      path: values['resourcePath'] ?? values['routeKey'],
      status: numberOf(values['status']),
      bytes: numberOf(textOf(values['responseLength'])),
      latency_ms: numberOf(values['responseLatency']),
      user_agent: values['userAgent'],
      extra,
    };
  },
};
