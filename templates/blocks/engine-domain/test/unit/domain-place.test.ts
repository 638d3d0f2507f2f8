import { expect, it } from '@jest/globals';
import { judgeDomain, type DomainPlace } from '../../delivery/domain-place.ts';
import type { SearchSize } from '../../infra/blocks/search-size.ts';

const size: SearchSize = { instanceType: 'm7g.large.search', zones: 2, dataNodes: 4, masterNodes: 3, volumeSize: 10 };
const zone = (letter: string, at: number) => ({ name: `us-west-1${letter}`, id: `usw1-az${at}` });
const [a, b, c] = [zone('a', 3), zone('b', 1), zone('c', 2)];
const place: DomainPlace = {
  region: 'us-west-1',
  zones: [c, a, b],
  withDefaultSubnet: [],
  offered: [a.name, b.name, c.name],
  hasServiceLinkedRole: true,
};
const judged = (wanted: Partial<SearchSize>, there: Partial<DomainPlace>) =>
  judgeDomain({ ...size, ...wanted }, { ...place, ...there });

it('tells in which zones the domain would be: the first in the alphabet', () => {
  expect(judged({}, {})).toEqual({
    problems: [],
    fine: '4 x m7g.large.search in us-west-1a (usw1-az3), us-west-1b (usw1-az1).',
  });
});

it('goes by default subnets, where there are any, as CloudFormation does', () => {
  expect(judged({}, { withDefaultSubnet: [c.name, b.name] }).fine).toMatch(/us-west-1b \(usw1-az1\), us-west-1c/);
});

it('takes zones by their ids, and what is offered by name or by id', () => {
  const { problems, fine } = judged({ zoneIds: [c.id, a.id] }, { withDefaultSubnet: [b.name], offered: [a.id, c.id] });
  expect(problems).toEqual([]);
  expect(fine).toContain('us-west-1c (usw1-az2), us-west-1a (usw1-az3)');
});

it('believes a service that names no zones', () => {
  expect(judged({}, { offered: 'unsaid' }).problems).toEqual([]);
});

it('says which zones to take where the first ones do not have the machines', () => {
  const { problems } = judged({}, { offered: [b.name, c.name] });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.seen).toMatch(/and us-west-1a \(usw1-az3\) does not have its machines\./);
  expect(problems[0]!.remedy).toContain("zoneIds: ['usw1-az2', 'usw1-az1']");
});

it('says which zones to take where too few have a default subnet', () => {
  const { problems } = judged({}, { withDefaultSubnet: [a.name] });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.seen).toMatch(/^CloudFormation finds us-west-1a \(usw1-az3\): only zones with a default subnet/);
  expect(problems[0]!.needed).toBe('2 zones.');
});

it('says how many zones to take where too few have the machines', () => {
  const { problems } = judged({}, { offered: [b.name] });
  expect(problems[0]!.remedy).toMatch(/^Set zones to 1, and dataNodes to a multiple of it/);
});

it('finds a zone that is named and not there', () => {
  const { problems } = judged({ zoneIds: ['use1-az1', a.id] }, {});
  expect(problems).toHaveLength(1);
  expect(problems[0]!.seen).toMatch(/^us-west-1 has no zone use1-az1 for this account/);
});

it('finds an instance type that the region does not have, and says it once', () => {
  const { problems } = judged({}, { offered: undefined });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.seen).toBe('OpenSearch Service does not have m7g.large.search in us-west-1.');
});

it('finds that the account has never had a domain in a VPC', () => {
  const { problems } = judged({}, { hasServiceLinkedRole: false });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.remedy).toBe(
    'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
  );
});
