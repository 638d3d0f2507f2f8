import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { optionsOf, parsePolicy, policyJsonSchema, underPolicy } from '../../generators/core/api.ts';
import { presetOf } from '../../generators/core/option.ts';
import { lockedValues } from '../../generators/core/policy/rule.ts';
import { dynamodbSearch } from '../../generators/core/use-cases/dynamodb-search.ts';
import { eventHub, offerEventHub } from './event-hub.ts';
import { policyOf } from './organisation.ts';

/** `search` has other values in event-hub than in dynamodb-search, and `table` is a list there. */
offerEventHub();

const under = (input: unknown) => {
  const policy = policyOf(input);
  return [dynamodbSearch, eventHub].map((useCase) => optionsOf(underPolicy(useCase, policy)));
};
const problemsOf = (input: unknown) => {
  const parsed = parsePolicy(input);
  return parsed.ok ? [] : parsed.problems.map(({ option, message }) => `${option}: ${message}`);
};

describe('a policy, where two use cases have different options under one key', () => {
  it.each([
    ['a value of the first', { search: 'domain' }, 'search', ['domain', 'none']],
    ['a value of the second', { search: 'full' }, 'search', ['serverless', 'full']],
    ['one value', { table: 'existing' }, 'table', ['existing', ['orders', 'users']]],
    ['a list', { table: ['users', 'orders'] }, 'table', ['new', ['orders', 'users']]],
  ])('gives %s as the default of the use case that accepts it', (_, defaults, key, presets) => {
    expect(under({ defaults }).map((options) => presetOf(options[key]!))).toEqual(presets);
  });

  it('locks only the option that accepts the value', () => {
    expect(under({ locked: { search: { value: 'domain' } } }).map((options) => lockedValues(options))).toEqual([
      { search: 'domain' },
      {},
    ]);
  });

  it('gives an option of every project to both', () => {
    const presets = under({ defaults: { devRegion: 'eu-west-1' } }).map((options) => presetOf(options['devRegion']!));
    expect(presets).toEqual(['eu-west-1', 'eu-west-1']);
  });

  it('is refused where no use case accepts the value, with what each of them expects', () => {
    expect(problemsOf({ defaults: { search: 'ful' } })).toEqual([
      'defaults.search: dynamodb-search: "ful" given, expected one of serverless, domain. ' +
        'event-hub: "ful" given, expected one of none, full. Did you mean full?',
    ]);
    expect(problemsOf({ locked: { origins: { value: ['s3', 'htp'] } } })).toEqual([
      'locked.origins.value.1: "htp" given, expected any of kafka, s3, http. Did you mean http?',
    ]);
  });

  it('is refused where what it sets cannot work in one of them', () => {
    expect(problemsOf({ defaults: { origins: ['http', 's3'], devRegion: 'eu-west-3' } })).toEqual([
      'defaults.origins, defaults.devRegion: HTTP origins cannot be had in Paris',
    ]);
    expect(problemsOf({ defaults: { origins: ['s3'] }, locked: { origins: { value: ['http'] } } })).toEqual([
      `defaults.origins: ["s3"] given, but the organisation's policy sets http`,
    ]);
  });

  it('has a JSON Schema that agrees with the parser', () => {
    const valid = new Ajv2020({ strict: false }).compile(policyJsonSchema());
    const values = ['domain', 'full', 'ful', 'new', ['orders', 'users'], ['users'], ['s3'], [], 7];
    for (const key of ['search', 'table', 'origins', 'extras'])
      for (const value of values) {
        const policy = { defaults: { [key]: value } };
        expect([policy, valid(policy)]).toEqual([policy, parsePolicy(policy).ok]);
      }
  });
});
