/** The default format, version 2, in its order (Amazon VPC guide, "Flow log records"). */
export const defaultFields: readonly string[] = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
];

/** Fields beyond the default that hold an address. */
export const withAddress: readonly string[] = ['pkt-srcaddr', 'pkt-dstaddr'];

/** JSON texts, by the number that IANA assigned. */
export const protocols: Readonly<Record<string, string>> = {
  '1': '"icmp"',
  '6': '"tcp"',
  '17': '"udp"',
  '58': '"ipv6-icmp"',
};
