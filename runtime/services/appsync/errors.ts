import { ServiceError } from '../../gateway/service-error.ts';

/** Names are the `errorType` of AppSync. */
export const badRequest = (message: string): ServiceError => new ServiceError('BadRequestException', 400, message);

/** Seen of AppSync (aws-amplify/amplify-flutter, issue 2763): type, code and message for a caller whom it does not know. */
export const unauthorized = (): ServiceError =>
  new ServiceError('UnauthorizedException', 401, 'You are not authorized to make this call.');

/** Seen of AppSync (aws-amplify/amplify-js, issue 14947): what `util.unauthorized()` of a handler makes. Over HTTP it is a 403. */
export const refusedByHandler = (): ServiceError =>
  new ServiceError('Unauthorized', 403, 'You are not authorized to access this channel.');

/** An error as the bodies of HTTP and the messages of WebSockets hold it. */
export const errorsOf = ({ name, message }: Error): object => ({ errors: [{ errorType: name, message }] });
