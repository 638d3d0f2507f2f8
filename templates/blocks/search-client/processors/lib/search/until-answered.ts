import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';
import { errorOf, fullReason } from './engine-reason.ts';
import { NoAnswer, type SearchClient, type SearchResponse } from './search-client.ts';

const requestTimeout = 60_000;
const pauseMilliseconds = 5_000;

/**
 * Asks until there is an answer that says something about the request: an engine that wakes up does not answer, and an
 * access policy that is not yet in force answers 403 for a minute or two. Throws where there is none before the deadline.
 */
export async function untilAnswered(
  client: SearchClient,
  clock: Clock,
  { method, path, body }: { method: string; path: string; body?: object },
  deadline: Deadline,
): Promise<SearchResponse> {
  let last = 'it was not asked';
  while (deadline.remaining() > 0) {
    try {
      const response = await client.request(method, path, body, Math.min(requestTimeout, deadline.remaining()));
      if (![401, 403, 429, 500, 502, 503, 504].includes(response.status)) return response;
      last = reasonOf(response);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      last = error.message;
    }
    await clock.sleep(Math.min(pauseMilliseconds, deadline.remaining()));
  }
  throw new Error(`The search engine could not be asked in time: ${last}`);
}

export const reasonOf = ({ status, body }: SearchResponse): string => `status ${fullReason(status, errorOf(body))}`;
