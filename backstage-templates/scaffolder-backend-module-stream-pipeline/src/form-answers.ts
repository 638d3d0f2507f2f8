import {
  findUseCase,
  meaningsOf,
  meets,
  optionsOf,
  parseAnswers,
  presetOf,
  underPolicy,
  type Answers,
  type Policy,
  type Problem,
} from 'generator-stream-pipeline/core';

/** Valid answers, or one sentence for each problem. */
export type Read = { answers: Answers; warnings: string[] } | { problems: string[] };

/**
 * Reads the answers of a form, or of any other caller of the action. A form keeps the values of a branch that the user has left,
 * so this drops answers to questions that were not asked. Everything else is checked as strictly as on the command line.
 */
export function readAnswers(given: Record<string, unknown>, policy: Policy | undefined): Read {
  const parsed = parseAnswers(documentsRead(asked(given, policy)), policy);
  if (!parsed.ok) return { problems: parsed.problems.map(sentence) };
  return { answers: parsed.answers, warnings: parsed.warnings.map(sentence) };
}

/** Drops options of other use cases, and options whose condition the other answers do not meet. */
function asked(given: Record<string, unknown>, policy: Policy | undefined): Record<string, unknown> {
  const useCase = findUseCase(given['useCase']);
  if (!useCase) return given;
  const options = optionsOf(underPolicy(useCase, policy));
  const known = meaningsOf();
  const kept = Object.entries(given).filter(([key]) => !known.has(key));
  const answered: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(options)) {
    if (option.when && !meets(option.when, answered)) continue;
    if (given[key] !== undefined) kept.push([key, given[key]]);
    answered[key] = given[key] ?? presetOf(option);
  }
  return Object.fromEntries(kept);
}

/** Parses documents, which a form sends as text. The core refuses text that is not JSON. */
function documentsRead(given: Record<string, unknown>): Record<string, unknown> {
  const useCase = findUseCase(given['useCase']);
  if (!useCase) return given;
  const options = optionsOf(useCase);
  const read = Object.entries(given).map(([key, value]) =>
    options[key]?.kind === 'document' && typeof value === 'string' ? [key, parsedJson(value)] : [key, value],
  );
  return Object.fromEntries(read) as Record<string, unknown>;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export const sentence = ({ option, message }: Problem) => (option ? `${option}: ${message}` : message);
