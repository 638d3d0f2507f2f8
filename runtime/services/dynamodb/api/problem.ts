import { ServiceError } from '../../../gateway/service-error.ts';

/** The request itself is wrong: DynamoDB's answer to everything that its model or its expressions do not allow. */
export const invalid = (message: string): ServiceError => new ServiceError('ValidationException', 400, message);
