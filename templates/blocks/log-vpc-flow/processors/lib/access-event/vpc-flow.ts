import { besideText } from './beside.ts';
import type { ClientAddress } from './client-address.ts';
import { quoted } from './json-text.ts';
import { broken, type OpenFormat, type Read, type Unread } from './line-format.ts';
import { integerText, isInteger } from './numbers.ts';
import { defaultFields, protocols, withAddress } from './vpc-flow-fields.ts';

const noData: Unread = { kind: 'dropped', reason: 'NoData' };
const noHeader = broken('no header names the fields, and they are not those of version 2');
const tooShort = broken('fewer fields than the header names');
const noTime = broken('the flow has no start');

/** Of Unix time in seconds, until the year 5138. */
const mostDigits = 11;

/** What becomes of a field. */
const [ignored, start, source, destination, destinationPort, protocol, bytes, action, logStatus, extra] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];
const roles: ReadonlyMap<string, number> = new Map([
  ['start', start],
  ['srcaddr', source],
  ['dstaddr', destination],
  ['dstport', destinationPort],
  ['protocol', protocol],
  ['bytes', bytes],
  ['action', action],
  ['log-status', logStatus],
]);

/** A log that does not say when a flow began may say when it ended. */
function rolesOf(names: readonly string[]): number[] {
  const time = names.includes('start') ? 'start' : 'end';
  return names.map((name) =>
    name === time ? start : (roles.get(name) ?? (defaultFields.includes(name) ? ignored : extra)),
  );
}

/**
 * VPC flow logs of any version and any order of fields (Amazon VPC guide, "Flow log records"): the first line of a file names the
 * fields. Fields beyond version 2 were chosen by somebody, or are newer than this file: they are kept as extra.
 */
export const vpcFlow: OpenFormat = (address) => {
  let names: readonly string[] = defaultFields;
  let rolesInOrder = rolesOf(names);
  const begins = new Int32Array(10);
  const ends = new Int32Array(10);

  const header = (text: string, from: number, to: number): boolean => {
    if (from === to) return true;
    const code = text.charCodeAt(from);
    // a record begins with a value: names of fields are the only words in small letters with a hyphen
    if (code < 97 || code > 122) return false;
    const words = text.slice(from, to).trim().split(' ');
    if (!words.every((word) => /^[a-z][a-z0-9-]*$/.test(word)) || !words.some((word) => roles.has(word))) return false;
    names = words;
    rolesInOrder = rolesOf(names);
    return true;
  };

  const read = (text: string, from: number, to: number): Read => {
    const count = rolesInOrder.length;
    begins.fill(-1);
    let others = '';
    let at = from;
    let field = 0;
    for (; field < count && at < to; field++) {
      let end = text.indexOf(' ', at);
      if (end === -1 || end > to) end = to;
      const role = rolesInOrder[field]!;
      if (role !== ignored) {
        if (role === extra) others += extraMember(names[field]!, text.slice(at, end), address);
        else if (end - at !== 1 || text.charCodeAt(at) !== 45) {
          begins[role] = at;
          ends[role] = end;
        }
      }
      at = end + 1;
    }
    if (field < count) return names === defaultFields ? noHeader : tooShort;
    for (let nth = count + 1; at < to; nth++) {
      let end = text.indexOf(' ', at);
      if (end === -1 || end > to) end = to;
      others += extraMember(String(nth), text.slice(at, end), address);
      at = end + 1;
    }
    const status = begins[logStatus]!;
    if (status !== -1 && text.startsWith('NODATA', status)) return noData;
    return members(text, others, status !== -1 && text.startsWith('SKIPDATA', status));
  };

  const members = (text: string, others: string, skipped: boolean): Read => {
    if (
      begins[start] === -1 ||
      !isInteger(text, begins[start]!, ends[start]!) ||
      ends[start]! - begins[start]! > mostDigits
    )
      return noTime;
    let event = `"time":${Number(text.slice(begins[start], ends[start])) * 1000}`;
    if (begins[source] !== -1) event += addressMember('client', text.slice(begins[source], ends[source]), address);
    if (begins[protocol] !== -1) event += `,"method":${protocolText(text, begins[protocol]!, ends[protocol]!)}`;
    if (begins[destination] !== -1)
      event += addressMember('host', text.slice(begins[destination], ends[destination]), address);
    if (begins[destinationPort] !== -1)
      event += `,"path":${quoted(text, begins[destinationPort]!, ends[destinationPort]!)}`;
    if (skipped) event += ',"outcome":"SKIPDATA"';
    else if (begins[action] !== -1) event += `,"outcome":${quoted(text, begins[action]!, ends[action]!)}`;
    if (begins[bytes] !== -1 && isInteger(text, begins[bytes]!, ends[bytes]!))
      event += `,"bytes":${integerText(text, begins[bytes]!, ends[bytes]!)}`;
    if (others !== '') event += `,"extra":${JSON.stringify(`{${others.slice(1)}}`)}`;
    return event;
  };

  return { header, read };
};

function addressMember(name: string, value: string, address: ClientAddress): string {
  const said = address(value);
  return said === undefined ? '' : `,"${name}":${quoted(said, 0, said.length)}`;
}

function extraMember(name: string, value: string, address: ClientAddress): string {
  if (value === '-' || value === '') return '';
  const said = withAddress.includes(name) ? address(value) : besideText(value, address);
  return said === undefined ? '' : `,${JSON.stringify(name)}:${JSON.stringify(said)}`;
}

/** The name of the protocols that nearly all traffic has, the number of others. */
const protocolText = (text: string, from: number, to: number): string => {
  const number = text.slice(from, to);
  return protocols[number] ?? quoted(number, 0, number.length);
};
