import { address, numberOf, pick, textOf, upTo, type LogKind, type Random } from './log-kind.ts';

const versionTwo =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** The names of a header; those that are there when nothing says otherwise. */
const namesIn = (header: string | undefined): string[] => (header ?? versionTwo).split(' ');
const known = versionTwo.split(' ');
const names: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'ipv6-icmp' };

/** VPC flow logs with fields of several versions, in an order of their own. */
export const vpcFlow: LogKind = {
  header:
    'action version vpc-id srcaddr dstaddr dstport protocol bytes start end log-status pkt-srcaddr flow-direction tcp-flags reject-reason next-hop-vpc-id',
  isHeader: (line) => /(^| )version /.test(line),
  line: (random, at) => {
    const start = Math.floor(at.getTime() / 1000);
    const kind = random();
    const flow =
      kind < 0.1
        ? ['-', '11', 'vpc-1', '-', '-', '-', '-', '-', start, start + 60, kind < 0.05 ? 'NODATA' : 'SKIPDATA']
        : [...values(random), start, start + 60, 'OK'];
    const rest = kind < 0.1 ? '- - - - -' : `${address(random)} egress ${pick(random, [2, 3, 19])} - vpc-2`;
    return `${flow.join(' ')} ${rest}${random() < 0.1 ? ' newer' : ''}`;
  },
  http: false,
  request: (at, { client }) => {
    const start = Math.floor(at.getTime() / 1000);
    return `ACCEPT 11 vpc-1 ${client} 10.0.0.1 443 6 180 ${start} ${start + 60} OK ${client} ingress 2 - -`;
  },
  broken: (random) => pick(random, ['ACCEPT 11 vpc-1', '- '.repeat(16).trim(), '\u0001\u0002']),
  expected: (line, header) => {
    const fields = line.split(' ');
    const columns = namesIn(header);
    const of = (name: string) => textOf(fields[columns.indexOf(name)]);
    if (fields.length < columns.length) return 'broken';
    const status = of('log-status');
    if (status === 'NODATA') return 'dropped';
    const start = numberOf(of('start'));
    if (start === undefined) return 'broken';
    const extra = fields
      .map((value, at) => [columns[at] ?? String(at + 1), value] as const)
      .filter(([name, value]) => !known.includes(name) && value !== '-');
    const protocol = of('protocol');
    return {
      time: start * 1000,
      client: of('srcaddr'),
      method: protocol && (names[protocol] ?? protocol),
      host: of('dstaddr'),
      path: of('dstport'),
      outcome: status === 'SKIPDATA' ? 'SKIPDATA' : of('action'),
      bytes: numberOf(of('bytes')),
      extra: extra.length > 0 ? Object.fromEntries(extra) : undefined,
    };
  },
};

const values = (random: Random): (string | number)[] => [
  pick(random, ['ACCEPT', 'REJECT']),
  '11',
  'vpc-1',
  address(random),
  address(random),
  pick(random, [22, 443, 53]),
  pick(random, [6, 17, 1, 47]),
  upTo(random, 90_000),
];
