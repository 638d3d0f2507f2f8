import { beside } from './beside.ts';
import type { ClientAddress } from './client-address.ts';
import { defaultFields, knownFields } from './cloudfront-fields.ts';
import { bytesOf, percentDecoded, quoted } from './json-text.ts';
import { objectIn } from './json-line.ts';
import { broken, type OpenFormat, type Read } from './line-format.ts';
import { integerText, isInteger, microseconds, millisecondsText } from './numbers.ts';
import { isTime, UtcTime } from './utc-time.ts';

const tooShort = broken('fewer fields than the header names');
const noTime = broken('the time of the line cannot be read');

/** The value of a field, by its name; undefined where the line has none. */
type Fields = (name: string) => string | undefined;

/**
 * CloudFront standard logging v2 as w3c, plain or json (Amazon CloudFront guide, "Standard logging"). A line `#Fields:` names the fields
 * of those that follow, wherever it stands; `#Version:` and other comments are skipped. Without one, the default fields are taken.
 */
export const cloudfront: OpenFormat = (address) => {
  const time = new UtcTime();
  let names: readonly string[] = defaultFields;
  let positions = positionsOf(names);

  const take = (words: readonly string[]): void => {
    names = words;
    positions = positionsOf(names);
  };

  const header = (text: string, from: number, to: number): boolean => {
    if (from === to) return true;
    if (text.charCodeAt(from) === 35) {
      if (text.startsWith('#Fields:', from) && to > from + 8) take(wordsOf(text.slice(from + 8, to)));
      return true;
    }
    // "plain" has the names without the #
    if (!text.startsWith('date', from)) return false;
    const words = wordsOf(text.slice(from, to));
    if (!words.includes('time')) return false;
    take(words);
    return true;
  };

  const read = (text: string, from: number, to: number): Read => {
    if (text.charCodeAt(from) === 123) {
      const object = objectIn(text, from, to);
      if (object === undefined) return broken('the line is no JSON object');
      const field = (name: string) => (object[name] === undefined ? undefined : present(bytesOf(textOf(object[name]))));
      const others = Object.entries(object)
        .filter(([name, value]) => !knownFields.has(name) && value !== '-' && value !== '')
        .map(([name, value]) => [bytesOf(name), bytesOf(textOf(value))]);
      return event(field, Object.fromEntries(others) as Record<string, string>);
    }
    const line = text.slice(from, to);
    const values = line.split(line.includes('\t') ? '\t' : ' ');
    if (values.length < names.length) return tooShort;
    const field = (name: string) => {
      const at = positions.get(name);
      return at === undefined ? undefined : present(values[at]!);
    };
    let others: Record<string, string> | undefined;
    for (let at = 0; at < values.length; at++) {
      const name = names[at] ?? String(at + 1);
      if (!knownFields.has(name) && present(values[at]!) !== undefined) (others ??= {})[name] = values[at]!;
    }
    return event(field, others ?? {});
  };

  const event = (field: Fields, others: Record<string, string>): Read => {
    const at = timeOf(field, time);
    if (!isTime(at)) return noTime;
    let members = `"time":${at}`;
    members += addressMember(field('c-ip'), address);
    members += member('method', field('cs-method'));
    members += member('host', field('x-host-header') ?? field('cs(Host)'));
    members += decodedMember('path', field('cs-uri-stem'));
    members += decodedMember('query', field('cs-uri-query'));
    members += integerMember('status', field('sc-status'));
    members += member('outcome', field('x-edge-result-type'));
    members += integerMember('bytes', field('sc-bytes'));
    const taken = field('time-taken');
    const latency = taken === undefined ? -1 : microseconds(taken, 0, taken.length);
    if (latency >= 0) members += `,"latency_ms":${millisecondsText(latency)}`;
    members += decodedMember('user_agent', field('cs(User-Agent)'));
    if (Object.keys(others).length > 0)
      members += `,"extra":${JSON.stringify(JSON.stringify(beside(others, address)))}`;
    return members;
  };

  return { header, read };
};

const positionsOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, at) => [name, at]));
const wordsOf = (text: string): string[] => text.trim().split(/[ \t]+/);
const present = (value: string): string | undefined => (value === '-' || value === '' ? undefined : value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `timestamp(ms)` where it was chosen, else date and time. */
function timeOf(field: Fields, time: UtcTime): number {
  const exact = field('timestamp(ms)');
  if (exact !== undefined && isInteger(exact, 0, exact.length)) return Number(exact);
  const seconds = field('timestamp');
  if (seconds !== undefined && isInteger(seconds, 0, seconds.length)) return Number(seconds) * 1000;
  const text = `${field('date') ?? ''}T${field('time') ?? ''}`;
  return time.read(text, 0, text.length);
}

const member = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `,"${name}":${quoted(value, 0, value.length)}`;

/** CloudFront encodes what it writes, in addition to what the viewer has encoded: it is decoded once. */
const decodedMember = (name: string, value: string | undefined): string =>
  value === undefined ? '' : member(name, percentDecoded(value));

const integerMember = (name: string, value: string | undefined): string =>
  value !== undefined && isInteger(value, 0, value.length) ? `,"${name}":${integerText(value, 0, value.length)}` : '';

const addressMember = (value: string | undefined, address: ClientAddress): string =>
  value === undefined ? '' : member('client', address(value));
