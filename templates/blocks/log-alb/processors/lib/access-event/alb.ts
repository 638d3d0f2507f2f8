import { beside } from './beside.ts';
import type { ClientAddress } from './client-address.ts';
import { quoted } from './json-text.ts';
import { broken, type OpenFormat, type Read } from './line-format.ts';
import { integerText, isInteger, microseconds, millisecondsText } from './numbers.ts';
import { isTime, UtcTime } from './utc-time.ts';

/** Fields of a line (Elastic Load Balancing guide, "Access logs for your Application Load Balancer"); those that come after are kept as extra. */
const knownFields = 33;
/** As the first load balancers wrote them, up to the trace id. */
const fewestFields = 18;
/** Positions, from 0, of the fields that are used. */
const [client, request, userAgent] = [3, 12, 13];

/** What Elastic Load Balancing writes into ELBAccessLogTestFile when access logs are enabled, to try the policy of the bucket. */
const testLine = 'Enable AccessLog for ELB:';

const tooShort = broken('fewer fields than a line of an Application Load Balancer');
const noTime = broken('the time of the line cannot be read');
const openQuote = broken('a quoted field does not end');

/** Access logs of an Application Load Balancer, of any year. */
export const alb: OpenFormat = (address) => {
  const time = new UtcTime();
  /** Where each field begins and ends, without its quotes. */
  const begins = new Int32Array(knownFields);
  const ends = new Int32Array(knownFields);

  /** Fills in the fields; gives their number and where those that are not known begin, or -1 for a quote that does not end. */
  const split = (text: string, from: number, to: number): { fields: number; rest: number } => {
    let at = from;
    let field = 0;
    for (; field < knownFields && at < to; field++) {
      let end: number;
      if (text.charCodeAt(at) === 34) {
        end = endOfQuoted(text, at + 1, to, field);
        if (end === -1) return { fields: -1, rest: to };
        begins[field] = at + 1;
        ends[field] = end;
        at = end + 2;
      } else {
        end = text.indexOf(' ', at);
        if (end === -1 || end > to) end = to;
        begins[field] = at;
        ends[field] = end;
        at = end + 1;
      }
    }
    return { fields: field, rest: at };
  };

  const read = (text: string, from: number, to: number): Read => {
    const { fields, rest } = split(text, from, to);
    if (fields === -1) return openQuote;
    if (fields < fewestFields) return tooShort;
    const at = time.read(text, begins[1]!, ends[1]!);
    if (!isTime(at)) return noTime;
    const who = address(withoutPort(text, begins[client]!, ends[client]!));
    let members = `"time":${at}`;
    if (who !== undefined) members += `,"client":${quoted(who, 0, who.length)}`;
    members += requestOf(text, begins[request]!, ends[request]!);
    if (isInteger(text, begins[8]!, ends[8]!)) members += `,"status":${integerText(text, begins[8]!, ends[8]!)}`;
    if (isInteger(text, begins[11]!, ends[11]!)) members += `,"bytes":${integerText(text, begins[11]!, ends[11]!)}`;
    const latency = latencyOf(text);
    if (latency >= 0) members += `,"latency_ms":${millisecondsText(latency)}`;
    if (!isDash(text, begins[userAgent]!, ends[userAgent]!))
      members += `,"user_agent":${quoted(text, begins[userAgent]!, ends[userAgent]!)}`;
    if (rest < to) members += `,"extra":${extraOf(text.slice(rest, to), address)}`;
    return members;
  };

  /** The three times together; none of them is known where the load balancer could not hand the request over. */
  const latencyOf = (text: string): number => {
    let sum = 0;
    for (let field = 5; field < 8; field++) {
      const part = microseconds(text, begins[field]!, ends[field]!);
      if (part < 0) return -1;
      sum += part;
    }
    return sum;
  };

  return { header: (text, from, to) => from === to || text.startsWith(testLine, from), read };
};

const isDash = (text: string, from: number, to: number): boolean => to - from === 1 && text.charCodeAt(from) === 45;

/** The request line: method, URL, protocol. What a client sends may be none. */
function requestOf(text: string, from: number, to: number): string {
  const afterMethod = text.indexOf(' ', from);
  if (afterMethod === -1 || afterMethod >= to) return '';
  let urlEnd = text.lastIndexOf(' ', to - 1);
  if (urlEnd <= afterMethod) urlEnd = to;
  const method = isDash(text, from, afterMethod) ? '' : `,"method":${quoted(text, from, afterMethod)}`;
  const scheme = text.indexOf('://', afterMethod);
  if (scheme === -1 || scheme >= urlEnd) return `${method},"path":${quoted(text, afterMethod + 1, urlEnd)}`;
  let path = text.indexOf('/', scheme + 3);
  if (path === -1 || path > urlEnd) path = urlEnd;
  let query = text.indexOf('?', scheme + 3);
  if (query === -1 || query > urlEnd) query = urlEnd;
  if (query < path) path = query;
  return (
    `${method},"host":${quoted(text, scheme + 3, path)}` +
    (path < query ? `,"path":${quoted(text, path, query)}` : '') +
    (query < urlEnd ? `,"query":${quoted(text, query + 1, urlEnd)}` : '')
  );
}

/** An address, of either kind, before the port behind the last colon. */
function withoutPort(text: string, from: number, to: number): string {
  const colon = text.lastIndexOf(':', to - 1);
  const end = colon > from ? colon : to;
  return text.charCodeAt(from) === 91 ? text.slice(from + 1, end - 1) : text.slice(from, end);
}

/**
 * Where a quoted field ends: at a quote before a space or the end of the line. A user agent may have such quotes inside: it ends where
 * what follows can be a cipher and a protocol.
 */
function endOfQuoted(text: string, from: number, to: number, field: number): number {
  for (let end = text.indexOf('"', from); end !== -1 && end < to; end = text.indexOf('"', end + 1)) {
    if (end + 1 < to && text.charCodeAt(end + 1) !== 32) continue;
    if (field !== userAgent || end + 1 === to || cipherFollows(text, end + 2, to)) return end;
  }
  return -1;
}

function cipherFollows(text: string, from: number, to: number): boolean {
  const end = text.indexOf(' ', from);
  if (end === -1 || end >= to) return false;
  const protocol = text.charCodeAt(end + 1);
  // - or TLSv… or SSLv…
  return (protocol === 45 || protocol === 84 || protocol === 83) && text.charCodeAt(from) !== 34;
}

/** What comes after the known fields, under the number of each field: JSON in a JSON string. */
function extraOf(rest: string, address: ClientAddress): string {
  const extra: Record<string, string> = {};
  const fields = rest.match(/"(?:[^"]|"(?! |$))*"?(?= |$)|[^ ]+/g) ?? [];
  for (const [nth, field] of fields.entries())
    extra[String(knownFields + 1 + nth)] = /^".*"$/.test(field) ? field.slice(1, -1) : field;
  return JSON.stringify(JSON.stringify(beside(extra, address)));
}
