import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { findUseCase, jsonSchema, parseAnswers } from '../../generators/core/api.ts';
import { combinations } from './combinations.ts';

const valid = new Ajv2020({ strict: false }).compile(jsonSchema());

describe('the JSON Schema of an answers file', () => {
  it('is valid JSON Schema, as a whole and for one use case', () => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(jsonSchema())).toBe(true);
    expect(ajv.validateSchema(jsonSchema(findUseCase('dynamodb-search')!))).toBe(true);
  });

  it('is valid for a use case that refuses nothing and asks for nothing more', () => {
    const plain = { ...findUseCase('dynamodb-search')!, options: {}, refuse: [] };
    expect(new Ajv2020({ strict: false }).validateSchema(jsonSchema(plain))).toBe(true);
  });

  it('takes every combination', () => {
    for (const { answers } of combinations()) expect([answers, valid(answers)]).toEqual([answers, true]);
  });

  it('says what each choice means, idle cost included', () => {
    const { properties } = jsonSchema(findUseCase('dynamodb-search')!) as {
      properties: Record<string, { oneOf: { description: string }[] }>;
    };
    expect(properties['search']!.oneOf.map(({ description }) => description)).toEqual([
      expect.stringMatching(/scales to zero.*costs about \d+ USD a month in dev, about \d+ USD in prod/),
      expect.stringMatching(/billed by the hour.*costs about \d+ USD a month in dev, about \d+ USD in prod/),
    ]);
  });

  it('agrees with the parser about answers put together at random', () => {
    const random = seeded(7);
    const disagreements: unknown[] = [];
    let taken = 0;
    for (let nth = 0; nth < 3000; nth++) {
      const answers = randomAnswers(random);
      const parsed = parseAnswers(answers).ok;
      if (parsed) taken++;
      if (parsed !== valid(answers)) disagreements.push({ answers, parsed });
    }
    expect(disagreements).toEqual([]);
    // both outcomes have to occur often for the agreement to mean something
    expect(taken).toBeGreaterThan(300);
    expect(taken).toBeLessThan(2700);
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

/** Each option left out, answered well, or answered badly. */
function randomAnswers(random: () => number): Record<string, unknown> {
  const values: Record<string, unknown[]> = {
    name: ['shop', 'product-search', 'Shop', 'a--b', 3],
    description: ['A shop.', 'ünïcödé \u{1f600}', '', ' leading', 'x'.repeat(201), '\u{1f600}'.repeat(150)],
    owner: ['team', 'group:default/team', '', '-x'],
    repository: ['acme/shop', 'shop', 'acme/..'],
    alarmEmail: ['ops@example.com', 'ops'],
    devAccount: ['111122223333', '1', 111122223333],
    devRegion: ['eu-west-1', 'cn-north-1', 'af-south-1', 'mars'],
    prodRegion: ['eu-west-1', 'cn-north-1', 'ap-east-2'],
    table: ['new', 'existing', 'old'],
    tableName: ['items', 'no', 'it ems'],
    search: ['serverless', 'domain', 'solr'],
    apiAuth: ['cognito', 'iam'],
    ttlDeletes: ['remove', 'keep', true],
    colour: ['red'],
  };
  const answers: Record<string, unknown> = { useCase: 'dynamodb-search' };
  for (const [key, choices] of Object.entries(values)) {
    const likely = key === 'name' ? 0.97 : key === 'colour' ? 0.01 : 0.3;
    // the first value is a good one, and more likely than the others
    if (random() < likely) answers[key] = random() < 0.75 ? choices[0] : choices[Math.floor(random() * choices.length)];
  }
  return answers;
}
