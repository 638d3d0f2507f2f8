import { describe, expect, it } from '@jest/globals';
import { judgeRules, type GroupRule } from '../../delivery/cluster-rules.ts';

const rule = (changed: Partial<GroupRule>): GroupRule => ({
  isOut: false,
  protocol: 'tcp',
  ports: [9098, 9098],
  group: undefined,
  addresses: undefined,
  ...changed,
});
const everywhere = '0.0.0.0/0';
const out = rule({ isOut: true, protocol: '-1', ports: [-1, -1], addresses: everywhere });
const itself = rule({ group: 'sg-0a' });
const passing = { groups: ['sg-0a', 'sg-0b'], subnets: ['10.1.0.0/24', '10.1.1.0/24'], clients: undefined };
const seen = (rules: readonly GroupRule[], clients?: string) =>
  judgeRules(rules, { ...passing, clients }).map((problem) => problem.seen);

const nobodyIn = ['sg-0a, sg-0b let no poller of Lambda in on port 9098.'];
const nobodyOut = ['sg-0a, sg-0b do not let pollers of Lambda out.'];

describe('pollers of Lambda', () => {
  it.each<[string, GroupRule]>([
    ['the group itself', itself],
    ['another group of the cluster', rule({ group: 'sg-0b' })],
    ['the addresses of the VPC', rule({ addresses: '10.1.0.0/16' })],
    ['a range of ports', rule({ group: 'sg-0a', ports: [9092, 9198] })],
    ['every protocol', rule({ group: 'sg-0a', protocol: '-1', ports: [-1, -1] })],
    ['a list of prefixes, which nobody asks for', rule({})],
  ])('come in by a rule for %s', (_, way) => {
    expect(seen([way, out])).toEqual([]);
  });

  it.each<[string, GroupRule]>([
    ['another port', rule({ group: 'sg-0a', ports: [9094, 9096] })],
    ['another protocol', rule({ group: 'sg-0a', protocol: 'udp' })],
    ['a group of others', rule({ group: 'sg-0c' })],
    ['addresses of others', rule({ addresses: '10.2.0.0/16' })],
    ['one subnet alone', rule({ addresses: '10.1.0.0/24' })],
    ['the other direction', rule({ isOut: true, group: 'sg-0a' })],
  ])('do not come in by a rule for %s', (_, way) => {
    expect(seen([way, out])).toEqual(nobodyIn);
  });

  it('need a way to the brokers, and one to services of AWS', () => {
    const [brokers, services] = [
      rule({ isOut: true, group: 'sg-0a' }),
      rule({ isOut: true, ports: [443, 443], addresses: everywhere }),
    ];
    expect(seen([itself, brokers, services])).toEqual([]);
    expect(seen([itself, brokers])).toEqual(nobodyOut);
    expect(seen([itself, services])).toEqual(nobodyOut);
  });
});

it('misses the rule for the functions, once they have a group', () => {
  expect(seen([itself, out], 'sg-0f')).toEqual(['sg-0a, sg-0b do not let sg-0f in on port 9098.']);
  expect(seen([itself, out, rule({ group: 'sg-0f' })], 'sg-0f')).toEqual([]);
  expect(seen([rule({ addresses: '10.1.0.0/16' }), out], 'sg-0f')).toEqual([]);
});
