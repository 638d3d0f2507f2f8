import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { markAttribute, type Mark } from './marked-items.ts';

/**
 * The function behind the search API, invoked as API Gateway does it: neither the index nor the API lets the credentials of
 * somebody who deploys in.
 */
export class SearchFunction {
  readonly #name: string;
  readonly #lambda: LambdaClient;

  constructor(name: string, region: string) {
    this.#name = name;
    this.#lambda = new LambdaClient({ region });
  }

  /** The marks of a run among what a search finds, or why there is no answer now. Throws when the search is refused. */
  async find(query: URLSearchParams, run: string, abortSignal: AbortSignal): Promise<Mark[] | { problem: string }> {
    const { FunctionError, Payload } = await this.#lambda.send(
      new InvokeCommand({ FunctionName: this.#name, Payload: Buffer.from(JSON.stringify(eventOf(query))) }),
      { abortSignal },
    );
    const answer = Buffer.from(Payload ?? []).toString();
    return FunctionError === undefined ? marksIn(answer, run) : { problem: `the search function failed: ${answer}` };
  }
}

/** Reads what the function answered. */
export function marksIn(answer: string, run: string): Mark[] | { problem: string } {
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
