import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { output, type ClientSettings, type Found, type MarkedEvent } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { LookupAnswer } from '../processors/search-lookup/search-lookup.ts';

/**
 * `npm run smoke`: which of the marked events are in the index, by their ids. A function asks the engine: it does not let the
 * credentials of somebody who deploys in.
 */
export function lookedUp(
  { client, outputs }: { client: ClientSettings; outputs: Readonly<Record<string, string>> },
  events: ReadonlyMap<string, MarkedEvent>,
): (signal: AbortSignal) => Promise<Found> {
  const lambda = new LambdaClient(client);
  const FunctionName = output(outputs, 'SearchLookupFunctionName');
  return async (abortSignal) => {
    if (events.size === 0) return [];
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify({ ids: [...events.keys()] }) }),
      { abortSignal },
    );
    const answer = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) return { problem: `the function ${FunctionName} failed: ${answer}` };
    return (JSON.parse(answer) as LookupAnswer).found.flatMap((id) => events.get(id) ?? []);
  };
}
