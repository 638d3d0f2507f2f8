import { JsonLine, objectIn } from './json-line.ts';
import { broken, type OpenFormat, type Read } from './line-format.ts';
import { timeIn } from './log-time.ts';
import { isTime } from './utc-time.ts';

/**
 * The names that the console and the guides give to variables (API Gateway guide, "Set up CloudWatch logging for REST APIs" and
 * "Configure logging for HTTP APIs"). A format may have others: what is not named here is kept as extra.
 */
const times = ['requestTimeEpoch', 'requestTime', 'time', 'timestamp'];
const clients = ['ip', 'sourceIp', 'identity.sourceIp', 'clientIp'];

const noObject = broken('the line is no JSON object');
const noTime = broken('the line has no time of the request');
const notAccess = broken('the line has neither a status nor a request id');

/** Access logs of API Gateway as JSON, of REST, HTTP and WebSocket APIs. */
export const apiGateway: OpenFormat = (address) => ({
  header: (_text, from, to) => from === to,
  read: (text, from, to): Read => {
    const object = objectIn(text, from, to);
    if (object === undefined) return noObject;
    const line = new JsonLine(object);
    if (!line.has(['status', 'requestId', 'extendedRequestId'])) return notAccess;
    const time = line.take(times, timeIn);
    if (time === undefined || !isTime(time)) return noTime;
    return (
      `"time":${time}` +
      line.text('client', clients, address) +
      line.text('method', ['httpMethod', 'method']) +
      line.text('host', ['domainName', 'host']) +
      line.text('path', ['path', 'resourcePath', 'routeKey']) +
      line.integer('status', ['status']) +
      line.text('outcome', ['errorResponseType', 'error.responseType', 'responseType']) +
      line.integer('bytes', ['responseLength', 'dataProcessed']) +
      line.number('latency_ms', ['responseLatency', 'integrationLatency']) +
      line.text('user_agent', ['userAgent', 'identity.userAgent']) +
      line.extra(address)
    );
  },
});
