import type { Call } from '../contracts/permissions.ts';

/** An error of an AWS service, as its API names it; the protocols put it on the wire. */
export class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  /** Further members of the error, by the service's model. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(name: string, status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
    this.details = details;
  }
}

/** What the runtime does not know. It says so, instead of guessing what AWS would answer. */
export const notModelled = (what: string, because = ''): ServiceError =>
  new ServiceError(
    'UnknownOperationException',
    400,
    `${what} is not modelled by the local runtime${because === '' ? '' : `: ${because}`}.`,
  );

/** IAM guide, troubleshoot_access-denied: how an implicit denial reads. */
export const accessDenied = ({ action, resource }: Call, principal: string): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    403,
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );

/** A service's error as it was thrown, ours or one of a service; what is no such error is a bug and goes on. */
export function asServiceError(error: unknown, invalidName: string): ServiceError {
  if (error instanceof ServiceError) return error;
  if (!(error instanceof Error)) throw error;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (status !== undefined) return new ServiceError(error.name, status, error.message);
  // so the services refuse what is beyond a limit
  if (error instanceof RangeError) return new ServiceError(invalidName, 400, error.message);
  throw error;
}
