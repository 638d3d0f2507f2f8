import { TemplateError, listAt, objectAt, shown, textAt } from '../template/problem.ts';
import { RequestContext } from './request-context.ts';
import type { Call } from '../contracts/permissions.ts';
import { holds, type Condition } from './conditions.ts';
import { likeAction, likeResource } from './pattern.ts';
import { principalsOf, type Principals } from './principals.ts';
import { withVariables } from './variables.ts';

/** What a statement lists under Action or NotAction, Resource or NotResource. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly negated: boolean;
}
export interface Statement {
  /** Where it stands: `IndexerRoleDefaultPolicy7D58.Statement.2`. */
  readonly at: string;
  readonly effect: 'Allow' | 'Deny';
  /** Of resource-based policies. */
  readonly principals: Principals | undefined;
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: readonly Condition[];
  /** Policies of version 2012-10-17 have variables; in older ones `${aws:username}` is plain text. */
  readonly readsVariables: boolean;
}

/** IAM user guide, reference_policies_grammar. Throws for what IAM would call malformed. */
export function statementsOf(document: unknown, at: string): Statement[] {
  const { Version, Statement: given } = objectAt(typeof document === 'string' ? parsed(document, at) : document, at);
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw new TemplateError(at, `has Version ${shown(Version)}; IAM accepts 2012-10-17 and 2008-10-17.`);
  }
  const readsVariables = Version === '2012-10-17';
  return [given].flat().map((each, n) => statementOf(each, `${at}.Statement.${n}`, readsVariables));
}

function statementOf(given: unknown, at: string, readsVariables: boolean): Statement {
  const statement = objectAt(given, at);
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new TemplateError(at, `has Effect ${shown(effect)}; IAM accepts Allow or Deny.`);
  }
  return {
    at,
    effect,
    principals: principalsOf(statement, at),
    actions: selectionOf(statement, 'Action', at),
    resources: selectionOf(statement, 'Resource', at),
    conditions: conditionsOf(statement['Condition'], `${at}.Condition`),
    readsVariables,
  };
}

function selectionOf(statement: Readonly<Record<string, unknown>>, name: string, at: string): Selection {
  const [positive, negative] = [statement[name], statement[`Not${name}`]];
  if ((positive === undefined) === (negative === undefined)) {
    throw new TemplateError(at, `needs ${name} or Not${name}, one of them.`);
  }
  return { patterns: textsAt(positive ?? negative, `${at}.${name}`), negated: positive === undefined };
}

function conditionsOf(given: unknown, at: string): Condition[] {
  if (given === undefined) return [];
  return Object.entries(objectAt(given, at)).flatMap(([operator, keys]) =>
    Object.entries(objectAt(keys, `${at}.${operator}`)).map(([key, values]) => ({
      operator,
      key,
      values: textsAt(values, `${at}.${operator}.${key}`),
    })),
  );
}

export const textsAt = (value: unknown, at: string): string[] =>
  listAt([value].flat(), at).map((each) => textAt(each, at));

function parsed(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TemplateError(at, `is not JSON: ${shown(text)}`);
  }
}

/** A call with the context in which conditions and variables see it. */
export interface Request {
  readonly call: Call;
  readonly context: RequestContext;
}

export const selectsAction = ({ patterns, negated }: Selection, action: string): boolean =>
  patterns.some((pattern) => likeAction(pattern, action)) !== negated;

export function selectsResource({ resources, readsVariables }: Statement, { call, context }: Request): boolean {
  return (
    resources.patterns.some((pattern) => matchesResource(pattern, readsVariables, call, context)) !== resources.negated
  );
}

export function matchesResource(
  pattern: string,
  readsVariables: boolean,
  { resource }: Call,
  context: RequestContext,
): boolean {
  const replaced = readsVariables ? withVariables(pattern, context) : pattern;
  return replaced === '*' || (replaced !== undefined && likeResource(replaced, resource));
}

/** The first condition that does not hold; several in a statement are joined with AND. */
export const failedCondition = (statement: Statement, { context }: Request): Condition | undefined =>
  statement.conditions.find((condition) => !holds(condition, context, statement.readsVariables));

/** By action and resource; principals and conditions come after. */
export const speaksOf = (statement: Statement, request: Request): boolean =>
  selectsAction(statement.actions, request.call.action) && selectsResource(statement, request);
