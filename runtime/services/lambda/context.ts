import type { Clock } from '../../contracts/clock.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';

/** What Lambda tells a function about its invocation. */
export function contextOf(
  target: InvokedFunction,
  requestId: string,
  clock: Clock,
  milliseconds = target.timeout,
): InvocationContext {
  const deadline = clock.now() + milliseconds;
  return {
    functionName: target.arn.split(':')[6] ?? target.arn,
    functionVersion: '$LATEST',
    invokedFunctionArn: target.arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - clock.now(),
  };
}
