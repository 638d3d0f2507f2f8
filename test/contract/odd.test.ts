import { describe, expect, it } from '@jest/globals';
import { Ajv, type AnySchema } from 'ajv';
import { checkOf } from '../../contract/check-of.ts';
import { derivedText, tryItem } from './derive-item.ts';
import { oddContracts } from '../contracts/odd-contracts.ts';

/** A validator that is not ours. */
function validatorOf({ $schema: _, ...schema }: Record<string, unknown>) {
  const draft4 = JSON.stringify(schema).includes('"exclusiveMinimum":true');
  // the validator has no draft 4: there, the bound itself is left out
  const upToDate = draft4
    ? (JSON.parse(
        JSON.stringify(schema).replace('"minimum":0,"exclusiveMinimum":true', '"exclusiveMinimum":0'),
      ) as object)
    : schema;
  const options = {
    strict: false,
    validateFormats: false,
    multipleOfPrecision: 6,
    unicodeRegExp: false,
    ownProperties: true,
  };
  return new Ajv(options).compile(upToDate as AnySchema);
}

describe.each(oddContracts)('the contract $id', ({ schema }) => {
  const event = tryItem(schema);
  const made = 'problems' in event ? [] : (JSON.parse(derivedText(event, '-samples.json')) as object[]);

  it('is taken', () => {
    expect('problems' in event ? event.problems : []).toEqual([]);
  });

  it('has samples that its schema allows, with every field that can have some', () => {
    const validate = validatorOf(schema as Record<string, unknown>);
    expect(made).toHaveLength(40);
    expect(made.filter((sample) => !validate(sample))).toEqual([]);
    const names = 'problems' in event ? [] : event.contract.fields.map(({ name }) => name);
    expect(names.filter((name) => !made.some((sample) => Object.hasOwn(sample, name)))).toEqual([]);
  });

  it('has a check that sees what its schema refuses', () => {
    if ('problems' in event) throw new Error('it is not taken');
    const { contract } = event;
    const validate = validatorOf(schema as Record<string, unknown>);
    const check = checkOf(contract);
    // values of other fields in each field: what only one of the two refuses is a difference
    const values = [
      ...new Set(made.slice(0, 8).flatMap((sample) => Object.values(sample))),
      -1,
      0.001,
      '',
      null,
      [],
      {},
    ];
    const differences = contract.fields
      .slice(0, 30)
      .filter(({ shape }) => shape.kind !== 'free' && !JSON.stringify(shape).includes('"free"'))
      .filter(({ shape }) => !('format' in shape))
      .flatMap(({ name }) => values.map((value) => ({ ...made[0], [name]: value })))
      .filter((item) => check(item).length > 0 === validate(item));
    expect(differences).toEqual([]);
  });
});
