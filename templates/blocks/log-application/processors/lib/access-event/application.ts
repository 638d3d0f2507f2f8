import { JsonLine, objectIn, timeIn } from './json-line.ts';
import { broken, type OpenFormat, type Read } from './line-format.ts';
import { isTime } from './utc-time.ts';

const times = ['time', 'timestamp', '@timestamp', 'ts', 'date'];
const clients = ['client', 'client_ip', 'clientIp', 'remote_addr', 'remoteAddr', 'ip', 'sourceIp'];

const noObject = broken('the line is no JSON object');
const noTime = broken('the line has no time');

/**
 * Logs of applications: a JSON object a line, with a time (ISO 8601, epoch seconds or milliseconds). The names are those that
 * applications use for what an access event says; what has another name is kept as extra.
 */
export const application: OpenFormat = (address) => ({
  header: (_text, from, to) => from === to,
  read: (text, from, to): Read => {
    const object = objectIn(text, from, to);
    if (object === undefined) return noObject;
    const line = new JsonLine(object);
    const time = line.take(times, timeIn);
    if (time === undefined || !isTime(time)) return noTime;
    return (
      `"time":${time}` +
      line.text('client', clients, address) +
      line.text('method', ['method', 'http_method', 'httpMethod', 'request_method']) +
      line.text('host', ['host', 'hostname', 'domainName']) +
      line.text('path', ['path', 'url', 'uri', 'route']) +
      line.text('query', ['query', 'query_string']) +
      line.integer('status', ['status', 'status_code', 'statusCode']) +
      line.text('outcome', ['outcome', 'level', 'severity']) +
      line.integer('bytes', ['bytes', 'bytes_sent', 'bytesSent', 'responseLength', 'body_bytes_sent']) +
      line.number('latency_ms', ['latency_ms', 'latencyMs', 'duration_ms', 'durationMs']) +
      line.text('user_agent', ['user_agent', 'userAgent', 'http_user_agent']) +
      line.extra(address)
    );
  },
});
