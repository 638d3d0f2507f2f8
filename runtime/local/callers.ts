import type { Callers, FunctionCaller } from '../contracts/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { developerArn, developerKey } from '../kernel/developer.ts';

/** The access keys of a run: one for each process of a function, and the developer's. */
export class AccessKeys implements Callers {
  readonly #functions = new Map<string, () => FunctionCaller>();
  readonly #developer: string;

  constructor(place: { readonly region: string; readonly account: string }) {
    this.#developer = developerArn(place);
  }

  add(accessKeyId: string, caller: () => FunctionCaller): void {
    this.#functions.set(accessKeyId, caller);
  }

  remove(accessKeyId: string): void {
    this.#functions.delete(accessKeyId);
  }

  known(accessKeyId: string): FunctionCaller | undefined {
    return this.#functions.get(accessKeyId)?.();
  }

  behind(accessKeyId: string): FunctionCaller | undefined {
    const known = this.known(accessKeyId);
    if (known || accessKeyId === developerKey) return known;
    throw new ServiceError(
      'UnrecognizedClientException',
      403,
      `The security token included in the request is invalid: the access key ${accessKeyId} belongs neither to a function of this run nor to its developer.`,
    );
  }

  principal(accessKeyId: string): string {
    return this.known(accessKeyId)?.roleArn ?? this.#developer;
  }
}
