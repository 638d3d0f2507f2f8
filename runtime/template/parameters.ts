import { TemplateError, objectAt, textAt } from './problem.ts';

/**
 * Parameters with their defaults (CloudFormation guide, parameters-section-structure). Those that CloudFormation would read from
 * the SSM parameter store have the name of the stored parameter as their value.
 */
export function parameterValues(given: Readonly<Record<string, unknown>>): Map<string, string | string[]> {
  return new Map(Object.entries(given).map(([name, parameter]) => [name, valueOf(name, parameter)]));
}

function valueOf(name: string, parameter: unknown): string | string[] {
  const at = `Parameters.${name}`;
  const { Type, Default } = objectAt(parameter, at);
  if (Default === undefined) {
    throw new TemplateError(at, 'has no default value, and a local run cannot ask for one. Add a default.');
  }
  const type = textAt(Type, `${at}.Type`);
  const value = textAt(Default, `${at}.Default`);
  // CommaDelimitedList, List<Number>, AWS::SSM::Parameter::Value<List<String>>
  if (!type.includes('List')) return value;
  return value.split(',').map((each) => each.trim());
}
