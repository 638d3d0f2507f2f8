import { describe, expect, it } from '@jest/globals';
import { parseAnswers, renderProject } from '../../generators/core/api.ts';
import { answersWith } from './answers-with.ts';
import { combinations } from './combinations.ts';

const minimal = { useCase: 'dynamodb-search', name: 'product-search' };
const order = (id: object) => ({
  title: 'Order',
  type: 'object',
  'x-stream-key': 'id',
  properties: { id, note: { type: 'string' } },
  required: ['id'],
});
const problemsOf = (input: unknown, spell?: (key: string) => string): string[] => {
  const parsed = parseAnswers(input, undefined, spell);
  return parsed.ok ? [] : parsed.problems.map(({ option, message }) => `${option}: ${message}`);
};

describe('answers', () => {
  it('get the defaults of what is not answered', () => {
    const parsed = parseAnswers(minimal);
    expect(parsed).toMatchObject({
      ok: true,
      answers: {
        ...minimal,
        table: 'new',
        search: 'serverless',
        apiAuth: 'cognito',
        ttlDeletes: 'remove',
      },
    });
    expect(parsed.ok && parsed.answers).not.toHaveProperty('tableName');
    expect(parsed.ok && parsed.answers).not.toHaveProperty('owner');
  });

  it('are the same when they are parsed again', () => {
    for (const { answers } of combinations()) expect(parseAnswers(answers)).toMatchObject({ ok: true, answers });
  });

  it('of a region that this version does not know are refused, unless the entrance allows them', () => {
    const answers = { ...minimal, devRegion: 'eu-north-9' };
    const problem = {
      option: 'devRegion',
      message: expect.stringMatching(/^"eu-north-9" is not one of the \d+ AWS regions/),
    };
    expect(parseAnswers(answers)).toMatchObject({ ok: false, problems: [problem] });
    const allowed = { allowed: true, remedy: '' };
    expect(parseAnswers(answers, undefined, undefined, allowed)).toMatchObject({ ok: true, warnings: [problem] });
  });
});

describe('bad answers', () => {
  it.each([
    [null, ': null given, expected an object of answers'],
    [[], ': [] given, expected an object of answers'],
    [{ name: 'x' }, 'useCase: nothing given, expected one of dynamodb-search'],
    [{ useCase: 'search' }, 'useCase: "search" given, expected one of dynamodb-search'],
    [{ useCase: 'dynamodb-search' }, 'name: nothing given, expected a lower-case letter'],
    [{ ...minimal, name: 'Shop' }, 'name: "Shop" given, expected a lower-case letter'],
    [{ ...minimal, name: 'a--b' }, 'name: "a--b" given'],
    [{ ...minimal, name: 'a'.repeat(27) }, `name: "${'a'.repeat(27)}" given`],
    [{ ...minimal, name: 7 }, 'name: 7 given'],
    [{ ...minimal, search: 'solr' }, 'search: "solr" given, expected one of serverless, domain'],
    [
      { ...minimal, devAccount: '12345678901' },
      'devAccount: "12345678901" given, expected the 12 digits of an AWS account',
    ],
    [{ ...minimal, devRegion: 'mars' }, 'devRegion: "mars" given, expected an AWS region such as eu-west-1'],
    [{ ...minimal, repository: 'shop' }, 'repository: "shop" given, expected OWNER/NAME'],
    [{ ...minimal, repository: 'acme/..' }, 'repository: "acme/.." given'],
    [{ ...minimal, alarmEmail: 'me' }, 'alarmEmail: "me" given, expected an e-mail address'],
    [{ ...minimal, description: 'two\nlines' }, 'description: "two\\nlines" given, expected one line'],
    [{ ...minimal, serch: 'domain' }, 'serch: is not an option of dynamodb-search, which has name,'],
    [{ ...minimal, tableName: 'items' }, 'tableName: applies only where table is existing'],
    [{ ...minimal, table: 'existing' }, 'tableName: nothing given, expected the name of a DynamoDB table'],
    [{ ...minimal, contract: 'product.json' }, 'contract: "product.json" given, expected a JSON Schema'],
    [{ ...minimal, contract: { title: 'Order' } }, 'contract: type: expected "object"'],
    [
      { ...minimal, contract: order({ type: 'string', pattern: '^x{20}(?<!x)$' }) },
      'contract: id: expected text that matches /^x{20}(?<!x)$/u; generated samples do not satisfy this: add "examples" to the field',
    ],
    [
      { ...minimal, contract: order({ type: 'string', enum: ['a'] }) },
      'contract: its key gives 1 different values, but the tests of a project need 8',
    ],
  ])('%j: %s', (input, problem) => {
    expect(problemsOf(input).join('\n')).toContain(problem);
  });

  it('are told all at once, refusals of what is valid included', () => {
    const problems = problemsOf({
      useCase: 'dynamodb-search',
      name: 'X',
      alarmEmail: 'me',
      devRegion: 'cn-north-1',
      nonsense: 1,
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'name',
      'alarmEmail',
      'nonsense',
      'search, devRegion',
      'apiAuth, devRegion',
    ]);
  });

  it('are not refused for a combination whose parts are bad already', () => {
    expect(problemsOf({ ...minimal, search: 'solr', devRegion: 'cn-north-1', apiAuth: 'iam' })).toHaveLength(1);
  });

  it('are told in the spelling of the entrance', () => {
    const spell = (key: string) => `--${key.toUpperCase()}`;
    expect(problemsOf({ ...minimal, tableName: 'items' }, spell)).toEqual([
      'tableName: applies only where --TABLE is existing',
    ]);
  });

  it('are repeated in a message so that it stays a line, whatever they hold', () => {
    const [problem] = problemsOf({ ...minimal, name: `\u001b[31m\u202e${'x'.repeat(10_000)}` });
    expect(problem).toMatch(/^name: "\\u001b\[31m\\u\{202e\}x+… \(10\d+ characters\) given/);
    expect(problem!.length).toBeLessThan(400);
  });
});

describe('every option', () => {
  const files = (given: Record<string, unknown>) =>
    new Map(
      renderProject(answersWith(given))
        .filter(({ path }) => !path.startsWith('.stream-pipeline/'))
        .map(({ path, contents }) => [path, contents.toString()]),
    );
  const before = files({});
  const others: Record<string, Record<string, unknown>> = {
    name: { name: 'another-name' },
    description: { description: 'Another description.' },
    owner: { owner: 'another-team' },
    repository: { repository: 'acme/shop' },
    alarmEmail: { alarmEmail: 'ops@example.com' },
    devAccount: { devAccount: '111122223333' },
    devRegion: { devRegion: 'eu-west-1' },
    prodAccount: { prodAccount: '111122223333' },
    prodRegion: { prodRegion: 'eu-west-1' },
    table: { table: 'existing', tableName: 'one' },
    search: { search: 'domain' },
    apiAuth: { apiAuth: 'iam' },
    ttlDeletes: { ttlDeletes: 'keep' },
    history: { history: ['lake'] },
    contract: {
      contract: {
        title: 'Order',
        type: 'object',
        'x-stream-key': 'id',
        properties: { id: { type: 'string' }, note: { type: 'string' } },
        required: ['id'],
      },
    },
  };

  it.each(Object.entries(others))('changes a file: %s', (_option, given) => {
    const after = files(given);
    expect([...after].filter(([path, text]) => before.get(path) !== text)).not.toHaveLength(0);
  });

  it('is among those', () => {
    const parsed = parseAnswers({ ...minimal, unknown: 1 });
    const options = parsed.ok ? '' : parsed.problems[0]!.message.replace(/.*which has /, '');
    expect(
      options
        .split(', ')
        .filter((option) => option !== 'tableName')
        .toSorted(),
    ).toEqual(Object.keys(others).toSorted());
    expect(files({ table: 'existing', tableName: 'one' })).not.toEqual(files({ table: 'existing', tableName: 'two' }));
  });
});

describe('a contract that is meant to do harm', () => {
  const text = (field: object) => ({
    contract: contractWith({ properties: { id: idField, note: { type: 'string', ...field } } }),
  });
  const idField = { type: 'string', examples: Array.from({ length: 8 }, (_, nth) => `id-${nth}`) };
  const contractWith = (more: object) => ({
    title: 'Item',
    type: 'object',
    'x-stream-key': ['id'],
    required: ['id'],
    ...more,
  });
  const wide = (level: number): object => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: 20 }, (_, nth) => [
        `f${level}${nth}`,
        level === 0 ? { type: 'string' } : { $ref: `#/$defs/l${level - 1}` },
      ]),
    ),
  });

  it.each([
    [
      'a pattern that goes on for ever',
      text({ pattern: '^(a|a)*$', examples: [`${'a'.repeat(60)}!`] }),
      /more than 3 s to read/,
    ],
    [
      'a text that fills the memory',
      text({ minLength: 300_000_000 }),
      /"minLength": 300000000 given, expected at most 10000/,
    ],
    [
      'fields that multiply',
      {
        contract: contractWith({
          properties: { id: idField, all: { $ref: '#/$defs/l4' } },
          $defs: Object.fromEntries([0, 1, 2, 3, 4].map((level) => [`l${level}`, wide(level)])),
        }),
      },
      /more than 3 s to read|"\$defs"|deep/,
    ],
  ])('is refused in seconds: %s', (_what, answer, message) => {
    const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'shop', ...answer });
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ option: 'contract', message: expect.stringMatching(message) }],
    });
  });
});
