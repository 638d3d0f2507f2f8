import { isIPv4, isIPv6, SocketAddress } from 'node:net';

const withPort = /^[\d.]+:\d+$/;
const mapped = /^::ffff:(?=[\d.]+$)/;

/**
 * The address that a part of a log is, in the one way of writing it (RFC 5952): without port, brackets and zone, an IPv4 address that is
 * mapped into IPv6 as IPv4. So a client is the same however a source writes it. Undefined for what is no address, such as `-`.
 */
export function addressIn(written: string): string | undefined {
  let text = written.trim();
  if (text.startsWith('[')) text = text.slice(1, text.indexOf(']'));
  else if (withPort.test(text)) text = text.slice(0, text.indexOf(':'));
  if (isIPv4(text)) return text;
  const [address = ''] = text.split('%', 1);
  if (!isIPv6(address)) return undefined;
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(mapped, '');
}
