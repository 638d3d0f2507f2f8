import type { Caller, Credentials, GatewayRequest } from '../contracts/gateway.ts';
import type { Callers, FunctionCaller } from '../contracts/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { verifySignature } from '../gateway/signature.ts';
import { developerArn, developerKey, developerSecret } from '../kernel/developer.ts';

/** The access keys of a run: one for each process of a function, and the developer's. */
export class AccessKeys implements Callers {
  readonly #functions = new Map<string, { credentials: Credentials; caller: () => FunctionCaller }>();
  readonly #developer: string;

  constructor(place: { readonly region: string; readonly account: string }) {
    this.#developer = developerArn(place);
  }

  add(accessKeyId: string, credentials: Credentials, caller: () => FunctionCaller): void {
    this.#functions.set(accessKeyId, { credentials, caller });
  }

  remove(accessKeyId: string): void {
    this.#functions.delete(accessKeyId);
  }

  known(accessKeyId: string): FunctionCaller | undefined {
    return this.#functions.get(accessKeyId)?.caller();
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

  verify(request: GatewayRequest, caller: Caller): void {
    verifySignature(request, caller, this.#credentialsOf(caller.accessKeyId));
  }

  now(accessKeyId: string): number {
    return this.#credentialsOf(accessKeyId).now();
  }

  principal(accessKeyId: string): string {
    return this.known(accessKeyId)?.roleArn ?? this.#developer;
  }

  #credentialsOf(accessKeyId: string): Credentials {
    return this.#functions.get(accessKeyId)?.credentials ?? ofDeveloper;
  }
}

/** A person's tools run on the clock of the machine, whatever the speed of the run. */
const ofDeveloper: Credentials = { secretAccessKey: developerSecret, now: () => Date.now(), factor: 1 };
