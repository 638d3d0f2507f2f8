import type { SearchClient } from '../lib/search/search-client.ts';
import { isQuestion, questions, type Question } from './questions.ts';

/** What the domain answered. */
export interface EngineAnswer {
  question: Question;
  status: number;
  body: unknown;
}

/**
 * Asks the domain one of the questions, and nothing else. Throws where the event asks for something that is no question, and
 * `NoAnswer` where the domain gives none within `timeout` milliseconds.
 */
export async function ask(client: SearchClient, event: unknown, timeout: number): Promise<EngineAnswer> {
  const { question } = (event ?? {}) as { question?: unknown };
  if (!isQuestion(question))
    throw new Error(`Expected {"question": "NAME"}, where NAME is one of ${Object.keys(questions).join(', ')}`);
  const path = questions[question];
  // those for people are tables of text otherwise
  const format = path.startsWith('_cat/') ? '?format=json' : '';
  const { status, body } = await client.request('GET', `/${path}${format}`, undefined, timeout);
  return { question, status, body };
}
