import { clientAddresses } from '../infra/client-addresses.ts';
import type { Expected } from './logs/log-kind.ts';

/** The members of a flow that are addresses as well. */
const ofFlows = ['host'];
const beside = ['pkt-srcaddr', 'pkt-dstaddr'];

/** What an event should say of the addresses in it, in the form that the project allows. */
export function saidOf(source: string, members: Expected): Expected {
  if (clientAddresses === 'plain') return members;
  const names = ['client', ...(source === 'vpc-flow' ? ofFlows : [])];
  const { extra } = members;
  return {
    ...networks(members, names),
    extra: typeof extra === 'object' && extra !== null ? networks(extra as Expected, beside) : extra,
  };
}

const networks = (members: Expected, names: readonly string[]): Expected =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'string' ? networkOf(value) : value,
    ]),
  );

/** Of the addresses that samples have: 203.0.113.7 and 2001:db8:1::2. */
const networkOf = (address: string): string =>
  address.includes(':')
    ? `${address.split(':').slice(0, 3).join(':')}::`
    : `${address.split('.').slice(0, 3).join('.')}.0`;
