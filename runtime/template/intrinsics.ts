import { cidrBlocks } from './cidr.ts';
import { TemplateError, argumentsAt, isObject, listAt, shown, textAt } from './problem.ts';

/** What the functions of a template can look up. */
export interface Scope {
  readonly region: string;
  /** What Ref gives: of a parameter, a pseudo parameter or a resource. */
  reference(name: string, path: string): unknown;
  attribute(id: string, attribute: string, path: string): unknown;
  condition(name: string, path: string): boolean;
  mapping(map: string, path: string): Record<string, unknown>;
}

/** "Removes the corresponding resource property when specified as a return value" (pseudo-parameter-reference, AWS::NoValue). */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, path: string, scope: Scope) => unknown;

/** A value of a template with every intrinsic function replaced by what it gives. Throws {@link TemplateError}. */
export function resolve(value: unknown, path: string, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((each, at) => resolve(each, `${path}.${at}`, scope)).filter((each) => each !== noValue);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0]! : [''];
  if (name === 'Ref' || name.startsWith('Fn::')) return apply(name, argument, `${path}.${name}`, scope);
  return Object.fromEntries(
    entries
      .map(([key, each]) => [key, resolve(each, `${path}.${key}`, scope)] as const)
      .filter(([, each]) => each !== noValue),
  );
}

function apply(name: string, argument: unknown, path: string, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (intrinsic) return intrinsic(argument, path, scope);
  throw new TemplateError(
    path,
    `is not modelled by the local runtime. It knows ${Object.keys(intrinsics).join(', ')}.`,
  );
}

const text = (value: unknown, path: string, scope: Scope): string => textAt(resolve(value, path, scope), path);
const list = (value: unknown, path: string, scope: Scope): unknown[] => listAt(resolve(value, path, scope), path);

/** CloudFormation guide, intrinsic-function-reference: a page for each. */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, path, scope) => {
    const name = textAt(argument, path);
    return name === 'AWS::NoValue' ? noValue : scope.reference(name, path);
  },

  // "Fn::GetAtt": [id, attribute], or "id.attribute"; the attribute's name may have dots, and may be a Ref
  'Fn::GetAtt': (argument, path, scope) => {
    if (typeof argument !== 'string') {
      const [id, attribute] = argumentsAt(argument, path, 2);
      return scope.attribute(textAt(id, path), text(attribute, path, scope), path);
    }
    const dot = argument.indexOf('.');
    if (dot < 1) throw new TemplateError(path, `needs "logicalId.attribute", not "${argument}".`);
    return scope.attribute(argument.slice(0, dot), argument.slice(dot + 1), path);
  },

  'Fn::Join': (argument, path, scope) => {
    const [delimiter, values] = argumentsAt(argument, path, 2);
    return list(values, path, scope)
      .map((each) => textAt(each, path))
      .join(textAt(delimiter, path));
  },

  'Fn::Sub': (argument, path, scope) => {
    const [template, given] = typeof argument === 'string' ? [argument] : argumentsAt(argument, path, 1, 2);
    const variables = isObject(given) ? given : {};
    return textAt(template, path).replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, inside: string) => {
      // "${!Literal} resolves to the text ${Literal}"
      if (literal) return `\${${inside}}`;
      const name = inside.trim();
      if (Object.hasOwn(variables, name)) return text(variables[name], `${path}.${name}`, scope);
      const [id, ...attribute] = name.split('.');
      const at = `${path}.\${${name}}`;
      return textAt(
        attribute.length > 0 ? scope.attribute(id!, attribute.join('.'), at) : scope.reference(name, at),
        at,
      );
    });
  },

  'Fn::Select': (argument, path, scope) => {
    const [which, from] = argumentsAt(argument, path, 2);
    const index = Number(text(which, path, scope));
    const values = list(from, path, scope);
    if (Number.isInteger(index) && index >= 0 && index < values.length) return values[index];
    throw new TemplateError(path, `has no value ${shown(which)} in a list of ${values.length}.`);
  },

  'Fn::Split': (argument, path, scope) => {
    const [delimiter, source] = argumentsAt(argument, path, 2);
    return text(source, path, scope).split(textAt(delimiter, path));
  },

  'Fn::FindInMap': (argument, path, scope) => {
    const [map, top, second, otherwise] = argumentsAt(argument, path, 3, 4);
    const name = text(map, path, scope);
    const keys = [text(top, path, scope), text(second, path, scope)] as const;
    const row = scope.mapping(name, path)[keys[0]];
    const value = isObject(row) ? row[keys[1]] : undefined;
    if (value !== undefined) return value;
    if (isObject(otherwise) && 'DefaultValue' in otherwise) return resolve(otherwise['DefaultValue'], path, scope);
    throw new TemplateError(path, `does not find ${keys.join('.')} in the mapping ${name}.`);
  },

  'Fn::If': (argument, path, scope) => {
    const [condition, then, otherwise] = argumentsAt(argument, path, 3);
    return resolve(scope.condition(textAt(condition, path), path) ? then : otherwise, path, scope);
  },

  'Fn::Base64': (argument, path, scope) => Buffer.from(text(argument, path, scope)).toString('base64'),

  // "specifying an empty string is equivalent to specifying AWS::Region"
  'Fn::GetAZs': (argument, path, scope) => {
    const region = text(argument, path, scope) || scope.region;
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },

  'Fn::Cidr': (argument, path, scope) => {
    const [block, count, bits] = argumentsAt(argument, path, 2, 3);
    const numbers = [count, bits ?? 8].map((each) => Number(text(each, path, scope)));
    return cidrBlocks(text(block, path, scope), numbers[0]!, numbers[1]!);
  },

  'Fn::Length': (argument, path, scope) => list(argument, path, scope).length,

  'Fn::ToJsonString': (argument, path, scope) => JSON.stringify(resolve(argument, path, scope)),

  'Fn::ImportValue': (argument, path, scope) => {
    const name = text(argument, path, scope);
    throw new TemplateError(
      path,
      `imports "${name}" from another stack, which a local run of one stack does not have.`,
    );
  },
};
