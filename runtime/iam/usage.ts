import { likeAction } from './pattern.ts';
import { matchesResource, type Request, type Statement } from './statement.ts';

/** An action on a resource, as a policy of the template grants it to a role. */
export interface Grant {
  readonly component: string;
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** Which grants a run has made use of. */
export class Usage {
  readonly #grants = new Map<string, { readonly grant: Grant; used: boolean }>();

  add(grant: Grant): void {
    const key = keyOf(grant);
    if (!this.#grants.has(key)) this.#grants.set(key, { grant, used: false });
  }

  addStatement(role: string, component: string, { actions, resources }: Statement): void {
    const written = ({ patterns, negated }: Statement['actions']): readonly string[] =>
      negated ? [`not ${patterns.join(', ')}`] : patterns;
    for (const action of written(actions))
      for (const resource of written(resources)) this.add({ role, component, action, resource });
  }

  use(role: string, action: string, resource: string): void {
    const known = this.#grants.get(keyOf({ role, action, resource }));
    if (known) known.used = true;
  }

  /** Marks what in the statement covers the call. */
  useStatement(role: string, { actions, resources, readsVariables }: Statement, { call, context }: Request): void {
    const acting = actions.negated
      ? [`not ${actions.patterns.join(', ')}`]
      : actions.patterns.filter((pattern) => likeAction(pattern, call.action));
    const reached = resources.negated
      ? [`not ${resources.patterns.join(', ')}`]
      : resources.patterns.filter((pattern) => matchesResource(pattern, readsVariables, call, context));
    for (const action of acting) for (const resource of reached) this.use(role, action, resource);
  }

  unused(): readonly Grant[] {
    return [...this.#grants.values()].filter(({ used }) => !used).map(({ grant }) => grant);
  }
}

const keyOf = ({ role, action, resource }: Omit<Grant, 'component'>): string => `${role}\n${action}\n${resource}`;
