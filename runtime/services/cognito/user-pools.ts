import type { Clock } from '../../contracts/clock.ts';
import type { RunningService } from '../../contracts/service.ts';
import type { ResourceGraph } from '../../contracts/template.ts';
import type { TokenIssuer } from '../../contracts/tokens.ts';
import { createTokenIssuer } from './token-issuer.ts';
import type { UserPool } from './types.ts';

/** The user pools of a template, which share an issuer of tokens. */
export class UserPools implements RunningService {
  readonly #graph: ResourceGraph;
  readonly #clock: Clock;
  #issuer: TokenIssuer | undefined;

  constructor(graph: ResourceGraph, clock: Clock) {
    this.#graph = graph;
    this.#clock = clock;
  }

  async warm(): Promise<void> {
    this.#issuer = await createTokenIssuer(this.#clock);
  }

  readonly tokens = (): TokenIssuer => {
    if (!this.#issuer) throw new Error('Tokens are issued once the run has started.');
    return this.#issuer;
  };

  find(nameOrArn: string): UserPool | undefined {
    const pool = this.#all().find(({ arn, ref }) => arn === nameOrArn || ref === nameOrArn);
    if (!pool) return undefined;
    const issuer = `https://cognito-idp.${this.#graph.region}.amazonaws.com/${pool.ref}`;
    return {
      name: pool.ref,
      idToken: (sub) => this.tokens().idToken({ username: sub, clientId: this.#clientOf(pool.ref), issuer }),
    };
  }

  names(): readonly string[] {
    return this.#all().map(({ ref }) => ref);
  }

  #clientOf(pool: string): string {
    const clients = this.#graph.ofType('AWS::Cognito::UserPoolClient');
    const client = clients.find(({ properties }) => properties['UserPoolId'] === pool);
    if (!client) throw new Error(`The user pool "${pool}" has no client, and nobody can sign in.`);
    return client.ref;
  }

  #all() {
    return this.#graph.ofType('AWS::Cognito::UserPool');
  }
}
