import type { ServiceApi } from '../../contracts/gateway.ts';
import type { RunningService } from '../../contracts/service.ts';
import type { ResourceGraph } from '../../contracts/template.ts';
import { secretsApi } from './api.ts';
import { secretValueOf } from './secret-value.ts';
import type { StackSecret } from './types.ts';

/** The secrets of a template. */
export class Secrets implements RunningService {
  readonly api: ServiceApi;
  readonly #graph: ResourceGraph;

  constructor(graph: ResourceGraph) {
    this.api = secretsApi(graph);
    this.#graph = graph;
  }

  find(nameOrArn: string): StackSecret | undefined {
    const secret = this.#all().find(({ arn, name }) => arn === nameOrArn || name === nameOrArn);
    return secret && { arn: secret.arn, name: secret.name, text: secretValueOf(secret, this.#graph) };
  }

  names(): readonly string[] {
    return this.#all().map(({ name }) => name);
  }

  #all() {
    return this.#graph.ofType('AWS::SecretsManager::Secret');
  }
}
