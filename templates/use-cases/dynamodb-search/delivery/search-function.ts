import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { ClientSettings, Found } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { markAttribute, type Mark } from './marked-items.ts';

/**
 * The function behind the search API, invoked as API Gateway does it: neither the index nor the API lets the credentials of
 * somebody who deploys in. Throws when the search is refused.
 */
export function searchFunction(FunctionName: string, client: ClientSettings) {
  const lambda = new LambdaClient(client);
  return async (query: URLSearchParams, run: string, abortSignal: AbortSignal): Promise<Found> => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(eventOf(query))) }),
      { abortSignal },
    );
    const answer = Buffer.from(Payload ?? []).toString();
    return FunctionError === undefined ? marksIn(answer, run) : { problem: `the search function failed: ${answer}` };
  };
}

/** Reads what the function answered. */
export function marksIn(answer: string, run: string): Found {
  const { statusCode, body } = JSON.parse(answer) as { statusCode: number; body: string };
  if (statusCode >= 500) return { problem: `${statusCode} ${body}` };
  if (statusCode !== 200) throw new Error(`The search API rejected the search for marked items: ${statusCode} ${body}`);
  const { items } = JSON.parse(body) as { items: { item: Record<string, unknown> }[] };
  return items
    .map(({ item }) => item[markAttribute] as Mark | undefined)
    .filter((mark): mark is Mark => mark?.run === run);
}

/** API Gateway developer guide, "Payload format version 2.0", as far as the function reads it. */
const eventOf = (query: URLSearchParams) => ({
  version: '2.0',
  routeKey: 'GET /search',
  rawPath: '/search',
  rawQueryString: query.toString(),
  headers: {},
  requestContext: { http: { method: 'GET', path: '/search' } },
  isBase64Encoded: false,
});
