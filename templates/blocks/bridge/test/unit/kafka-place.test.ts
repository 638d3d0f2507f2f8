import { expect, it } from '@jest/globals';
import { examplesIn, judgeKafka, type KafkaPlace } from '../../delivery/kafka-place.ts';
import { acmeTopic } from '../kafka-topic.ts';

const { secretArn } = acmeTopic;
const vpcs = new Map(['subnet-0aaaaaaa', 'subnet-0bbbbbbb', 'sg-0ccccccc'].map((id) => [id, 'vpc-1']));
const place: KafkaPlace = {
  region: 'us-west-1',
  secrets: new Map([[secretArn, { key: undefined, isBeingDeleted: false }]]),
  vpcs,
};
const seen = (topic: object, changed: object) =>
  judgeKafka({ ...acmeTopic, ...topic }, { ...place, ...changed }).problems.map((problem) => problem.seen);

it('finds nothing where everything is there', () => {
  expect(examplesIn(acmeTopic)).toEqual([]);
  expect(judgeKafka(acmeTopic, place)).toEqual({
    problems: [],
    fine: '2 brokers through 3 subnets and security groups of vpc-1, and the secret is there.',
  });
});

it('asks for no subnets where the brokers are reached over the internet', () => {
  const { problems, fine } = judgeKafka({ ...acmeTopic, network: undefined }, { ...place, vpcs: new Map() });
  expect([problems, fine]).toEqual([[], '2 brokers over the internet, and the secret is there.']);
});

it.each([
  ['kafka-1.example.com:9094', 1],
  ['kafka.example:9094', 1],
  ['kafka.test:9094', 1],
  ['example.com:9094', 1],
  ['kafka.my-example.com:9094', 0],
  ['example.acme.com:9094', 0],
  ['10.0.0.1:9094', 0],
])('knows the broker %s for an example, or not', (broker, problems) => {
  expect(examplesIn({ ...acmeTopic, brokers: ['b-1.kafka.acme.com:9094', broker] })).toHaveLength(problems);
});

it('knows the account of the documentation, in either secret', () => {
  const example = 'arn:aws:secretsmanager:us-west-1:111122223333:secret:kafka-AbCdEf';
  const [problem, ...others] = examplesIn({ ...acmeTopic, secretArn: example });
  expect(others).toEqual([]);
  expect(problem!.seen).toContain(example);
  expect(examplesIn({ ...acmeTopic, authoritySecretArn: example })).toHaveLength(1);
});

it.each([
  ['a secret in another region', {}, { region: 'eu-west-1' }, /is not in eu-west-1\.$/],
  ['a secret that is not there', {}, { secrets: new Map() }, /is not there\.$/],
  [
    'a secret that is being deleted',
    {},
    { secrets: new Map([[secretArn, { key: undefined, isBeingDeleted: true }]]) },
    /is being deleted\.$/,
  ],
  [
    'a secret under a key that the bridge may not use',
    {},
    { secrets: new Map([[secretArn, { key: 'alias/kafka', isBeingDeleted: false }]]) },
    /encrypted with the key alias\/kafka\.$/,
  ],
  [
    'an authority that is not there',
    { authoritySecretArn: secretArn.replace('kafka', 'authority') },
    {},
    /secret:authority-AbCdEf is not there\.$/,
  ],
  [
    'a subnet that is not there',
    {},
    { vpcs: new Map([...vpcs].slice(1)) },
    /^subnet-0aaaaaaa: not in this account and region\.$/,
  ],
  [
    'a security group of another VPC',
    {},
    { vpcs: new Map([...vpcs, ['sg-0ccccccc', 'vpc-2']]) },
    /sg-0ccccccc in vpc-2\.$/,
  ],
])('sees %s', (_, topic, changed, said) => {
  expect(seen(topic, changed)).toEqual([expect.stringMatching(said)]);
});

it('takes a secret under a key that the bridge may use', () => {
  const secrets = new Map([[secretArn, { key: 'alias/kafka', isBeingDeleted: false }]]);
  expect(seen({ secretKeyArn: 'arn:aws:kms:us-west-1:222233334444:key/1' }, { secrets })).toEqual([]);
});
