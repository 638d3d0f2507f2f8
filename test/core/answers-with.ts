import { parseAnswers, type Answers, type Policy } from '../../generators/core/api.ts';

/** The answers of a use case with defaults, but for these. Throws what is wrong with them. */
export function answersWith(given: Record<string, unknown>, policy?: Policy): Answers {
  const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'sample-project', ...given }, policy);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.answers;
}
