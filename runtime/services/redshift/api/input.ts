import { notModelled, ServiceError } from '../../../gateway/service-error.ts';

export type Input = Readonly<Record<string, unknown>>;

export const validation = (message: string): ServiceError => new ServiceError('ValidationException', 400, message);

export function textOf(input: Input, parameter: string): string {
  const value = optionalText(input, parameter);
  if (value === undefined) throw validation(`${parameter} is required.`);
  return value;
}

export function optionalText(input: Input, parameter: string): string | undefined {
  const value = input[parameter];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '')
    throw validation(`${parameter} must be a text with a character at least.`);
  return value;
}

/** Any parameter that a run does not know is refused by name. */
export function checkParameters(operation: string, input: Input, known: readonly string[]): void {
  const strange = Object.keys(input).find((parameter) => !known.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of the Redshift Data API's ${operation}`);
}
