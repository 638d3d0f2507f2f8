import * as check from '../templates/project/contract/check.ts';
import type { Contract, Field, Shape } from './contract.ts';
import { compiledPattern } from './pattern.ts';

/** The check of an event against its contract, as derived code makes it. */
export const checkOf = (contract: Contract): check.Check => checkOfFields(contract.fields, contract.closed);

const checkOfFields = (fields: readonly Field[], closed: boolean): check.Check =>
  check.object(
    Object.fromEntries(
      fields.map(({ name, required, shape }) => [
        name,
        (required ? check.required : check.optional)(checkOfShape(shape)),
      ]),
    ),
    { closed },
  );

/** The check of the values of one field. */
export function checkOfShape(shape: Shape): check.Check {
  const inner = innerCheck(shape);
  return shape.nullable ? check.nullable(inner) : inner;
}

function innerCheck(shape: Shape): check.Check {
  switch (shape.kind) {
    case 'string': {
      const { pattern, ...limits } = shape;
      return check.string({ ...limits, ...(pattern === undefined ? {} : { pattern: compiledPattern(pattern)! }) });
    }
    case 'integer':
    case 'number':
      return check.number({ ...shape, integer: shape.kind === 'integer' });
    case 'boolean':
      return check.boolean(shape);
    case 'array':
      return check.array(checkOfShape(shape.items), shape);
    case 'object':
      return checkOfFields(shape.fields, shape.closed);
    case 'free':
      return check.anything;
  }
}
