import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jsonSchema, parseAnswers, renderProject, underPolicy, type Policy } from '../../generators/core/api.ts';
import { consequenceOf } from '../../generators/core/consequence.ts';
import { accepts, presetOf, type Option } from '../../generators/core/option.ts';
import { valueSchema } from '../../generators/core/option-schema.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import { combinationsOf } from './combinations.ts';
import { eventHub, offerEventHub } from './event-hub.ts';
import { policyOf } from './organisation.ts';

offerEventHub();

const parsed = (given: object, policy?: Policy) =>
  parseAnswers({ useCase: 'event-hub', name: 'hub-one', ...given }, policy);
const messages = (given: object, policy?: Policy) => {
  const result = parsed(given, policy);
  return result.ok ? [] : result.problems.map(({ option, message }) => `${option}: ${message}`);
};

describe('an answer that is a list', () => {
  it('is taken in the order of the choices, whatever the order in which it is given', () => {
    expect(parsed({ origins: ['http', 's3'] })).toMatchObject({ answers: { origins: ['s3', 'http'] } });
    expect(parsed({})).toMatchObject({ answers: { origins: ['s3', 'http'], extras: [] } });
  });

  it('gives the same bytes in any order, and other bytes with other values', () => {
    const bytes = (given: object) => {
      const result = parsed(given);
      if (!result.ok) throw new Error(messages(given).join());
      return renderProject(result.answers).map(({ path, contents }) => `${path}\n${contents.toString('latin1')}`);
    };
    const one = bytes({ origins: ['kafka', 'http'], brokers: 'b:a', extras: ['users', 'archive'] });
    expect(bytes({ origins: ['http', 'kafka'], brokers: 'b:a', extras: ['archive', 'users'] })).toEqual(one);
    expect(bytes({ origins: ['http'], extras: ['archive', 'users'] })).not.toEqual(one);
    expect(one.find((text) => text.startsWith('docs/sources.md'))).toContain('- kafka\n- http\n');
  });

  it.each([
    ['a value alone', 'kafka', 'origins: "kafka" given, expected a list: at least 1 of kafka, s3, http'],
    ['no value', [], 'origins: nothing given, expected at least 1 of kafka, s3, http'],
    ['a misspelt one', ['s3', 'htp'], 'origins: "htp" given, expected any of kafka, s3, http. Did you mean http?'],
    ['something else', [7], 'origins: 7 given, expected any of kafka, s3, http'],
    ['a value twice', ['s3', 's3'], 'origins: "s3" given more than once'],
  ])('is refused where it holds %s', (_, origins, message) => {
    expect(messages({ origins })).toEqual([message]);
  });

  it('tells everything that is wrong with it', () => {
    expect(messages({ origins: ['s4', 'htp'], table: ['orders'] })).toEqual([
      'origins: "s4" given, expected any of kafka, s3, http',
      'origins: "htp" given, expected any of kafka, s3, http. Did you mean http?',
      'table: ["orders"] given, expected at least 2 of orders, users',
    ]);
  });

  it('meets a condition that is about one of its values', () => {
    expect(messages({ origins: ['s3', 'kafka'] })).toEqual([expect.stringContaining('brokers: nothing given')]);
    expect(messages({ origins: ['s3'], brokers: 'b:a' })).toEqual([
      'brokers: applies only where origins includes kafka',
    ]);
    expect(messages({ origins: ['s3'], search: 'full' })).toEqual([
      'origins, search: full-text search needs HTTP origins alone',
    ]);
    expect(messages({ origins: ['http'], search: 'full' })).toEqual([]);
  });

  it('adds to the cost, value by value', () => {
    expect(consequenceOf(eventHub, 'extras', 'users')).toBe('a user pool');
    expect(consequenceOf(eventHub, 'extras', 'domain')).toMatch(
      /^an index; adds about \d+ USD a month in dev, .* in prod/,
    );
    // the same with others chosen: it is a difference
    const alone = consequenceOf(eventHub, 'extras', 'domain');
    expect(consequenceOf(eventHub, 'extras', 'domain', { extras: ['domain', 'users'] })).toBe(alone);
  });

  it('is tried in every combination', () => {
    // 7 sets of origins, of which 4 have Kafka, whose brokers nobody knows here; 8 sets of extras; 2 searches
    const ids = combinationsOf(eventHub).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('event-hub+s3-http+users-domain+none+orders-users');
    expect(ids).toHaveLength(8 * (3 + 1));
  });
});

/** Answers under a policy: the parser and the JSON Schema have to say the same. */
const policies: [string, unknown][] = [
  ['no policy', {}],
  ['a default', { defaults: { origins: ['http', 'kafka'], brokers: 'b:a' } }],
  ['a lock', { locked: { origins: { value: ['http', 's3'] }, extras: { value: [] } } }],
];

describe.each(policies)('under %s', (_, input) => {
  const policy = policyOf(input);
  const governed = underPolicy(eventHub, policy);

  it('has a JSON Schema that agrees with the parser', () => {
    const valid = new Ajv2020({ strict: false }).compile(jsonSchema(governed));
    const lists = [undefined, [], ['s3'], ['http', 's3'], ['s3', 'http', 'kafka'], ['s3', 's3'], ['s4'], 's3'];
    const answers = lists.flatMap((origins) =>
      [undefined, 'b:a'].flatMap((brokers) =>
        [{}, { search: 'full' }, { devRegion: 'eu-west-3' }, { extras: ['users'] }].map((more) =>
          Object.fromEntries(
            Object.entries({ useCase: 'event-hub', name: 'hub-one', origins, brokers, ...more }).filter(
              ([, value]) => value !== undefined,
            ),
          ),
        ),
      ),
    );
    for (const each of answers) expect([each, valid(each)]).toEqual([each, parseAnswers(each, policy).ok]);
    const outcomes = answers.map((each) => parseAnswers(each, policy).ok);
    expect(new Set(outcomes).size).toBe(2);
  });
});

describe('a policy', () => {
  it('gives a list its default, in the order of the choices', () => {
    const policy = policyOf({ defaults: { origins: ['http', 'kafka'], brokers: 'b:a' } });
    expect(parsed({}, policy)).toMatchObject({ answers: { origins: ['kafka', 'http'], brokers: 'b:a' } });
    expect(parsed({ origins: ['s3'] }, policy)).toMatchObject({ answers: { origins: ['s3'] } });
  });

  it('fixes a list', () => {
    const policy = policyOf({ locked: { origins: { value: ['http', 's3'], message: 'No Kafka here.' } } });
    expect(parsed({ origins: ['s3', 'http'] }, policy).ok).toBe(true);
    expect(messages({ origins: ['s3'] }, policy)).toEqual([
      `origins: ["s3"] given, but the organisation's policy sets s3,http. No Kafka here.`,
    ]);
  });
});

it('accepts, without the schema library, exactly what the schema of the option accepts', () => {
  const values = [
    'kafka',
    's3',
    'none',
    '',
    'b:a',
    [],
    ['s3'],
    ['http', 's3'],
    ['s3', 's3'],
    ['toString'],
    'toString',
    7,
  ];
  const options = Object.entries(optionsOf(eventHub)).filter(([, { kind }]) => kind !== 'document');
  for (const [key, option] of options)
    for (const value of [...values, presetOf(option)])
      expect([key, value, accepts(option, value)]).toEqual([
        key,
        value,
        valueSchema(option as Exclude<Option, { kind: 'document' }>).safeParse(value).success,
      ]);
});
