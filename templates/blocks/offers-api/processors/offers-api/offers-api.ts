import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import { offerOf, type Item } from '../lib/offers/offer.ts';
import type { RequestOutcome } from './metrics.ts';
import { kinds, nextOf, prefixes, readPage, type Kind } from './request.ts';
import { sessionOf } from './session.ts';
import type { StoredResults } from './stored-results.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  outcome: RequestOutcome;
  /** Milliseconds. */
  took: number;
  /** Why it was not answered, for the log: it names no user. */
  reason?: string;
}

const retryAfterSeconds = 2;

/** Errors by which DynamoDB says that it has too much to do, or that it is not there (DynamoDB developer guide, "Error handling"). */
const busy = [
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
];

const read: Readonly<Record<Kind, (item: Item) => object | undefined>> = { offers: offerOf, sessions: sessionOf };

/** Answers a user who asks for their own results: 400 with reasons for a bad request, 503 with Retry-After while the table cannot answer. */
export class OffersApi {
  readonly #results: Pick<StoredResults, 'page'>;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(results: Pick<StoredResults, 'page'>, clock: Pick<Clock, 'now'>) {
    this.#results = results;
    this.#clock = clock;
  }

  /** `user`: the `sub` of the token that API Gateway has checked. No other user can be asked for. */
  async handle(path: string, user: string | undefined, parameters: URLSearchParams): Promise<Answer> {
    const begun = this.#clock.now();
    const { status, outcome, body, reason } = await this.#answer(kinds[path], user, parameters);
    const headers = {
      'content-type': 'application/json',
      // an answer is for one user
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
    };
    const took = this.#clock.now() - begun;
    return { status, headers, body: JSON.stringify(body), outcome, took, ...(reason === undefined ? {} : { reason }) };
  }

  async #answer(kind: Kind | undefined, user: string | undefined, parameters: URLSearchParams): Promise<Outcome> {
    if (kind === undefined) return refused(404, 'There is no such route');
    if (!user) return refused(401, 'The token names no user');
    const asked = readPage(kind, parameters);
    if (!asked.ok) return refused(400, 'The request cannot be understood', asked.problems);
    try {
      const { items, last } = await this.#results.page(user, prefixes[kind], asked.page, this.#clock.now());
      const found = items.flatMap((item) => read[kind](item) ?? []);
      return {
        status: 200,
        outcome: 'served',
        body: { [kind]: found, next: last === undefined ? null : nextOf(last) },
      };
    } catch (error) {
      const reason = awsReason(error);
      if (busy.includes((error as Error).name)) {
        const message = `The results cannot be read now; try again in ${retryAfterSeconds} seconds`;
        return { status: 503, outcome: 'busy', body: { message }, reason };
      }
      return { status: 500, outcome: 'failed', body: { message: 'The results cannot be read' }, reason };
    }
  }
}

type Outcome = Pick<Answer, 'status' | 'outcome' | 'reason'> & { body: object };

const refused = (status: number, message: string, problems?: string[]): Outcome => ({
  status,
  outcome: 'refused',
  body: { message, ...(problems === undefined ? {} : { problems }) },
});
