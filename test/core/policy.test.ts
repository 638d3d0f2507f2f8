import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  jsonSchema,
  parseAnswers,
  parsePolicy,
  policyJsonSchema,
  renderProject,
  underPolicy,
} from '../../generators/core/api.ts';
import { answersWith } from './answers-with.ts';
import { organisation, policyOf } from './organisation.ts';
import { dynamodbSearch } from '../../generators/core/use-cases/dynamodb-search.ts';

const policy = policyOf(organisation);
const given = { useCase: 'dynamodb-search', name: 'shop-search', owner: 'search' };

/** What is said of answers under a policy, one text an answer. */
function problemsOf(answers: object, under: unknown = organisation): Record<string, string> {
  const parsed = parseAnswers({ ...given, ...answers }, policyOf(under));
  return parsed.ok ? {} : Object.fromEntries(parsed.problems.map(({ option, message }) => [option, message]));
}
const filesOf = (answers: object, under?: unknown): Map<string, string> =>
  new Map(
    renderProject(answersWith({ ...given, ...answers }, under === undefined ? undefined : policyOf(under)))
      .filter(({ path }) => !path.endsWith('.br'))
      .map(({ path, contents }) => [path, contents.toString()]),
  );

describe('a policy', () => {
  it('replaces defaults, fills in what is locked, and leaves the rest to the user', () => {
    expect(parseAnswers({ ...given, ttlDeletes: 'keep' }, policy)).toMatchObject({
      ok: true,
      answers: { search: 'domain', devRegion: 'eu-west-1', apiAuth: 'iam', table: 'new', ttlDeletes: 'keep' },
    });
    expect(parseAnswers({ ...given, search: 'serverless', devRegion: 'eu-central-1' }, policy)).toMatchObject({
      ok: true,
      answers: { search: 'serverless', devRegion: 'eu-central-1' },
    });
    expect(parseAnswers({ ...given, apiAuth: 'iam' }, policy).ok).toBe(true);
  });

  it.each<[object, string, string]>([
    [
      { apiAuth: 'cognito' },
      'apiAuth',
      `"cognito" given, but the organisation's policy sets iam. People sign in at the gateway: https://wiki.example/search.`,
    ],
    [
      { devRegion: 'us-east-1' },
      'devRegion',
      `"us-east-1" given, but the organisation's policy allows eu-west-1, eu-central-1. Data stays in the EU.`,
    ],
    [
      { prodRegion: 'eu-west-1' },
      'prodRegion',
      `"eu-west-1" given, but the organisation's policy allows eu-central-1.`,
    ],
    [
      { prodAccount: '999988887777' },
      'prodAccount',
      `"999988887777" given, but the organisation's policy allows 111122223333, 444455556666. Ask the platform team`,
    ],
    [
      { name: 'shop' },
      'name',
      `"shop" given, but the organisation's policy requires the pattern -(search|project)$. A name ends with`,
    ],
    [
      { owner: undefined },
      'owner',
      `nothing given, but the organisation's policy requires it as the tag Owner of every resource. Who pays?`,
    ],
  ])('refuses %j in its own words', (answers, option, message) => {
    const problems = problemsOf(answers);
    expect(Object.keys(problems)).toEqual([option]);
    expect(problems[option]).toContain(message);
  });

  it('says everything at once, with what is wrong otherwise', () => {
    const wrong = { name: 'shop', owner: undefined, devRegion: 'us-east-1', apiAuth: 'cognito', search: 'solr', x: 1 };
    expect(Object.keys(problemsOf(wrong))).toEqual(['name', 'owner', 'devRegion', 'search', 'apiAuth', 'x']);
  });

  it('says something without a message of the organisation as well', () => {
    const locked = { locked: { search: { value: 'domain' } } };
    expect(problemsOf({ search: 'serverless' }, locked)['search']).toBe(
      `"serverless" given, but the organisation's policy sets domain`,
    );
  });

  it('asks what its locked values make a question, and not what they make none', () => {
    const existing = { locked: { table: { value: 'existing' }, tableName: { value: 'items' } } };
    expect(parseAnswers(given, policyOf(existing))).toMatchObject({ ok: true, answers: { tableName: 'items' } });
    expect(problemsOf({}, { locked: { table: { value: 'existing' } } })).toHaveProperty('tableName');
    const unasked = parseAnswers(given, policyOf({ locked: { tableName: { value: 'items' } } }));
    expect(unasked.ok && unasked.answers).not.toHaveProperty('tableName');
  });

  it('cannot be kept from being told by a pattern that takes for ever', () => {
    const began = Date.now();
    const problems = problemsOf({ name: `${'a'.repeat(24)}-b` }, { name: { pattern: '(a|a|a|a|a)+$' } });
    expect(problems['name']).toMatch(/takes too long. Ask the owner of the policy to simplify it/);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('with nothing in it changes nothing', () => {
    expect(filesOf({}, {})).toEqual(filesOf({}));
  });
});

describe('a project under a policy', () => {
  const files = filesOf({}, organisation);

  it('has tags and boundary in infra/project.ts, and differs nowhere else from one with the same answers', () => {
    const plain = filesOf({ search: 'domain', devRegion: 'eu-west-1', apiAuth: 'iam' });
    const different = [...files].filter(([path, text]) => plain.get(path) !== text).map(([path]) => path);
    expect(different).toEqual(['.stream-pipeline/answers.json', 'infra/project.ts']);
    expect(files.get('infra/project.ts')).toContain(`  tags: {
    dev: {
      Environment: 'dev',
      Owner: 'search',
      'acme:cost-center': 'R+D 4711',
    },
    prod: {
      Environment: 'prod',
      Owner: 'search',
      'acme:cost-center': 'R+D 4711',
    },
  },
  permissionsBoundary: 'acme/developer-boundary',
`);
  });

  it('records what of the policy is in it, which gives the same project without the rest of the policy', () => {
    const stamped = JSON.parse(files.get('.stream-pipeline/answers.json')!) as { answers: object; policy: object };
    expect(stamped.policy).toEqual({
      tags: {
        Environment: { from: 'stage' },
        Owner: { from: 'owner' },
        'acme:cost-center': { value: 'R+D 4711' },
      },
      permissionsBoundary: 'acme/developer-boundary',
    });
    expect(stamped.answers).not.toHaveProperty('policy');
    expect(filesOf(stamped.answers, stamped.policy)).toEqual(files);
  });

  it('does not depend on the order of the keys in the policy, nor on its words', () => {
    const turned = Object.fromEntries(Object.entries(organisation).toReversed());
    const tags = Object.fromEntries(Object.entries(organisation.tags).toReversed());
    const regions = { ...organisation.regions, message: 'Other words.' };
    expect(filesOf({}, { ...turned, tags, regions })).toEqual(files);
  });

  it('has answers that can be parsed again under that policy, and under no other', () => {
    const answers = answersWith(given, policy);
    expect(parseAnswers(answers, policy)).toMatchObject({ ok: true, answers });
    for (const other of [undefined, policyOf({ permissionsBoundary: 'none' })])
      expect(parseAnswers(answers, other)).toMatchObject({ ok: false, problems: [{ option: 'policy' }] });
    expect(problemsOf({ policy: { tags: {} } })).toHaveProperty('policy');
  });
});

describe('a use case under a policy', () => {
  it('has a JSON Schema that agrees with the parser', () => {
    const valid = new Ajv2020({ strict: false }).compile(jsonSchema(underPolicy(dynamodbSearch, policy)));
    const answers: object[] = [
      {},
      { apiAuth: 'iam' },
      { apiAuth: 'cognito' },
      { devRegion: 'eu-central-1' },
      { devRegion: 'us-east-1' },
      { prodAccount: '111122223333' },
      { prodAccount: '999988887777' },
      { name: 'shop' },
      { owner: undefined },
      { search: 'solr' },
    ];
    for (const each of answers) {
      const all = JSON.parse(JSON.stringify({ ...given, ...each })) as object;
      expect([each, valid(all)]).toEqual([each, parseAnswers(all, policy).ok]);
    }
  });
});

describe('a policy file', () => {
  const long = Object.fromEntries(Array.from({ length: 41 }, (_, nth) => [`t${nth}`, { value: 'x' }]));
  const cases: [unknown, string, string][] = [
    [7, '', '7 given, expected an object with $schema, defaults, locked'],
    [null, '', 'null given, expected an object with'],
    [[], '', '[] given, expected an object with'],
    [{ lokced: {} }, '', '"lokced" given, expected one of $schema, defaults, locked, regions'],
    [JSON.parse('{ "__proto__": { "x": 1 } }'), '', '"__proto__" given, expected one of'],
    [{ $schema: 1 }, '$schema', '1 given, expected the address'],
    [{ defaults: { search: 'solr' } }, 'defaults.search', '"solr" given, expected one of serverless, domain'],
    [{ defaults: { name: 'shop' } }, 'defaults', '"name" given, expected one of description, owner'],
    [{ defaults: { contract: {} } }, 'defaults', '"contract" given, expected one of'],
    [{ defaults: 'domain' }, 'defaults', '"domain" given, expected an object with description'],
    [{ locked: { search: 'domain' } }, 'locked.search', '"domain" given, expected an object with value, message'],
    [{ locked: { search: {} } }, 'locked.search.value', 'nothing given, expected one of serverless, domain'],
    [{ locked: { owner: { value: '!' } } }, 'locked.owner.value', '"!" given, expected a name such as data-platform'],
    [{ locked: { search: { value: 'domain', message: 'a\nb' } } }, 'locked.search.message', 'expected one line of'],
    [{ regions: { dev: 'eu-west-1' } }, 'regions.dev', '"eu-west-1" given, expected a list of at least one: an AWS'],
    [{ regions: { dev: [] } }, 'regions.dev', '[] given, expected a list of at least one: an AWS region'],
    [{ regions: { prod: ['mars'] } }, 'regions.prod.0', '"mars" given, expected an AWS region such as eu-west-1'],
    [{ regions: ['eu-west-1'] }, 'regions', '["eu-west-1"] given, expected an object with dev, prod, message'],
    [{ accounts: { dev: [111122223333] } }, 'accounts.dev.0', '111122223333 given, expected the 12 digits'],
    [{ name: '^acme' }, 'name', '"^acme" given, expected an object with pattern, message'],
    [{ name: {} }, 'name.pattern', 'nothing given, expected a regular expression'],
    [{ name: { pattern: '(' } }, 'name.pattern', '"(": Invalid regular expression: /(/u: Unterminated group'],
    [{ name: { pattern: 'a'.repeat(201) } }, 'name.pattern', 'expected a regular expression of at most 200 characters'],
    [{ tags: 'x' }, 'tags', '"x" given, expected an object of tags'],
    [{ tags: { a: 'x' } }, 'tags.a', '"x" given, expected an object with value, from, message'],
    [{ tags: { a: {} } }, 'tags.a', 'expected either value or from'],
    [{ tags: { a: { value: 'x', from: 'owner' } } }, 'tags.a', 'expected either value or from'],
    [{ tags: { a: { value: 4711 } } }, 'tags.a.value', '4711 given, expected letters, digits, spaces'],
    [{ tags: { a: { value: 'R&D' } } }, 'tags.a.value', '"R&D" given, expected letters, digits, spaces'],
    [{ tags: { a: { from: 'search' } } }, 'tags.a.from', '"search" given, expected one of stage, name, owner'],
    [{ tags: { 'AWS:x': { value: 'x' } } }, 'tags.AWS:x', '"AWS:x" given, expected a tag key'],
    [{ tags: { a: { value: 'x' }, A: { value: 'x' } } }, 'tags.A', 'differs from another key only in case, which IAM'],
    [JSON.parse('{ "tags": { "__proto__": { "value": "x" } } }'), 'tags.__proto__', 'is not allowed as a tag key'],
    [{ tags: long }, 'tags', '41 given, expected at most 40'],
    [{ permissionsBoundary: 'arn:aws:iam::1:policy/x' }, 'permissionsBoundary', 'expected the name or the ARN of a'],
    [{ permissionsBoundary: true }, 'permissionsBoundary', 'true given, expected the name or the ARN'],
    // what no answers could comply with
    [
      { defaults: { search: 'domain' }, locked: { search: { value: 'serverless' } } },
      'defaults.search',
      `"domain" given, but the organisation's policy sets serverless`,
    ],
    [
      { defaults: { devRegion: 'us-east-1' }, regions: { dev: ['eu-west-1'] } },
      'defaults.devRegion',
      `"us-east-1" given, but the organisation's policy allows eu-west-1`,
    ],
    [
      { locked: { prodAccount: { value: '111122223333' } }, accounts: { prod: ['444455556666'] } },
      'locked.prodAccount',
      `the organisation's policy allows 444455556666`,
    ],
    [
      { locked: { search: { value: 'serverless' }, devRegion: { value: 'cn-north-1' } } },
      'locked.search, locked.devRegion',
      'OpenSearch Serverless is not available in that region',
    ],
    [
      { defaults: { prodRegion: 'cn-north-1' }, locked: { apiAuth: { value: 'cognito' } } },
      'locked.apiAuth, defaults.prodRegion',
      'Amazon Cognito user pools are not available in that region',
    ],
  ];

  it.each(cases)('%j is refused at %s', (input, option, message) => {
    const parsed = parsePolicy(input);
    expect(parsed.ok ? [] : parsed.problems).toEqual([{ option, message: expect.stringContaining(message) }]);
  });

  it('is told all of its faults at once', () => {
    const parsed = parsePolicy({ foo: 1, defaults: { search: 'x' }, name: { pattern: '(' }, tags: { a: {} } });
    expect(parsed.ok ? [] : parsed.problems.map(({ option }) => option).toSorted()).toEqual([
      '',
      'defaults.search',
      'name.pattern',
      'tags.a',
    ]);
  });

  it.each([
    'boundary',
    'team/boundary',
    'arn:aws:iam::aws:policy/PowerUserAccess',
    'arn:aws-us-gov:iam::111122223333:policy/team/boundary',
  ])('takes the permissions boundary %s', (permissionsBoundary) => {
    expect(parsePolicy({ permissionsBoundary })).toEqual({ ok: true, policy: { permissionsBoundary } });
  });

  it('has a JSON Schema that agrees with the parser, but for contradictions', () => {
    const ajv = new Ajv2020({ strict: false });
    const valid = ajv.compile(policyJsonSchema());
    expect([valid(organisation), valid.errors]).toEqual([true, null]);
    expect(valid({})).toBe(true);
    const seenByParserOnly = [
      'differs from another key only in case',
      'is not allowed as a tag key',
      '41 given',
      "organisation's policy",
      'not available',
      'Invalid',
    ];
    for (const [input, , message] of cases) {
      const isContradiction = seenByParserOnly.some((text) => message.includes(text));
      expect([input, valid(input)]).toEqual([input, isContradiction]);
    }
  });
});
