import { resolve, type Scope } from './intrinsics.ts';
import { TemplateError, argumentsAt, isObject, listAt, shown, textAt } from './problem.ts';

/**
 * The conditions of a template (CloudFormation guide, intrinsic-function-reference-conditions). They see parameters, pseudo
 * parameters, mappings and each other; resources do not exist yet when they are decided.
 */
export class Conditions {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #scope: Scope;
  readonly #decided = new Map<string, boolean>();
  readonly #deciding: string[] = [];

  constructor(given: Readonly<Record<string, unknown>>, scope: Omit<Scope, 'condition' | 'attribute'>) {
    this.#given = given;
    this.#scope = {
      region: scope.region,
      reference: (name, path) => scope.reference(name, path),
      mapping: (map, path) => scope.mapping(map, path),
      condition: (name, path) => this.holds(name, path),
      attribute: (id, _attribute, path) => {
        throw new TemplateError(path, `a condition cannot refer to the resource "${id}".`);
      },
    };
  }

  holds(name: string, path: string): boolean {
    const known = this.#decided.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#given, name)) {
      throw new TemplateError(path, `names the condition "${name}", which the template does not define.`);
    }
    if (this.#deciding.includes(name)) {
      throw new TemplateError(path, `circular conditions: ${[...this.#deciding, name].join(' -> ')}.`);
    }
    this.#deciding.push(name);
    const result = this.#truth(this.#given[name], `Conditions.${name}`);
    this.#deciding.pop();
    this.#decided.set(name, result);
    return result;
  }

  #truth(expression: unknown, path: string): boolean {
    const [name, argument] = (isObject(expression) && Object.entries(expression)[0]) || [''];
    const at = `${path}.${name}`;
    const operands = () => listAt(argument, at).map((each, n) => this.#truth(each, `${at}.${n}`));
    switch (name) {
      case 'Condition':
        return this.holds(textAt(argument, at), at);
      case 'Fn::And':
        return operands().every(Boolean);
      case 'Fn::Or':
        return operands().some(Boolean);
      case 'Fn::Not':
        return !this.#truth(argumentsAt(argument, at, 1)[0], at);
      case 'Fn::Equals': {
        const [left, right] = argumentsAt(argument, at, 2).map((each) => comparable(resolve(each, at, this.#scope)));
        return left === right;
      }
      default:
        throw new TemplateError(
          path,
          `needs Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition, not ${shown(expression)}.`,
        );
    }
  }
}

/** Parameters are texts; a template may compare them with a number or with true. */
const comparable = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
