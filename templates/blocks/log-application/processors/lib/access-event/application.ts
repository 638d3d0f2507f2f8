import { addressIn } from './address-in.ts';
import { latencies, names } from './application-names.ts';
import { bytesOf } from './json-text.ts';
import { JsonLine, objectIn, objectOf, type JsonObject } from './json-line.ts';
import { millisecondsOf } from './latency.ts';
import { broken, type OpenFormat, type Read } from './line-format.ts';
import { timeIn } from './log-time.ts';
import { targetOf } from './target.ts';
import { isTime } from './utc-time.ts';

const noObject = broken('the line is no JSON object');
const noTime = broken('the line has no time');

/**
 * Logs of applications: a JSON object a line, with a time. The names are those of application-names.ts; what has another name is kept as
 * extra. A client's port is left out: with it, each connection would be a new client.
 */
export const application: OpenFormat = (address) => ({
  header: (_text, from, to) => from === to,
  read: (text, from, to): Read => {
    const object = objectIn(text, from, to);
    if (object === undefined) return noObject;
    const line = new JsonLine(unwrapped(object));
    const time = line.take(names.time, timeIn);
    if (time === undefined || !isTime(time)) return noTime;
    const target = line.take(names.path, targetOf);
    return (
      `"time":${time}` +
      line.text('client', names.client, (said) => address(addressIn(said) ?? said)) +
      line.text('method', names.method) +
      (member('host', target?.host) || line.text('host', names.host)) +
      member('path', target?.path) +
      (member('query', target?.query) || line.text('query', names.query)) +
      line.integer('status', names.status) +
      line.text('outcome', names.outcome) +
      line.integer('bytes', names.bytes) +
      latencyOf(line) +
      line.text('user_agent', names.userAgent) +
      line.extra(address)
    );
  },
});

/** What Fluent Bit, Docker and CloudWatch Logs put around a line of an application; it is kept as one member. */
function unwrapped(object: JsonObject): JsonObject {
  for (const name of ['log', 'message']) {
    const said = object[name];
    const inner = typeof said === 'string' && said.startsWith('{') ? objectOf(said) : undefined;
    if (!inner || Object.hasOwn(inner, 'wrapper')) continue;
    const { [name]: _, ...wrapper } = object;
    return { ...inner, wrapper };
  }
  return object;
}

function latencyOf(line: JsonLine): string {
  // Caddy says seconds under the name that others use for milliseconds
  if (line.has(['request.remote_ip'])) return line.number('latency_ms', ['duration'], millisecondsOf(1000));
  return (
    line.number('latency_ms', latencies.milliseconds, millisecondsOf(1)) ||
    line.number('latency_ms', latencies.seconds, millisecondsOf(1000)) ||
    line.number('latency_ms', latencies.nanoseconds, millisecondsOf(1e-6)) ||
    line.number('latency_ms', latencies.withUnit, millisecondsOf(NaN))
  );
}

const member = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `,"${name}":${bytesOf(JSON.stringify(value))}`;
