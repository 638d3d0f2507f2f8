import * as check from '../check.ts';
import type { Contract, Field, Shape } from './contract.ts';

/** The check of an event against its contract, as derived code makes it. */
export const checkOf = (contract: Contract): check.Check => checkOfFields(contract.fields);

const checkOfFields = (fields: readonly Field[]): check.Check =>
  check.object(
    Object.fromEntries(
      fields.map(({ name, required, shape }) => [
        name,
        (required ? check.required : check.optional)(checkOfShape(shape)),
      ]),
    ),
  );

function checkOfShape(shape: Shape): check.Check {
  const inner = innerCheck(shape);
  return shape.nullable ? check.nullable(inner) : inner;
}

function innerCheck(shape: Shape): check.Check {
  switch (shape.kind) {
    case 'string': {
      const { pattern, ...limits } = shape;
      return check.string({ ...limits, ...(pattern === undefined ? {} : { pattern: new RegExp(pattern, 'u') }) });
    }
    case 'integer':
    case 'number':
      return check.number({ ...shape, integer: shape.kind === 'integer' });
    case 'boolean':
      return check.boolean;
    case 'array':
      return check.array(checkOfShape(shape.items));
    case 'object':
      return checkOfFields(shape.fields);
  }
}
