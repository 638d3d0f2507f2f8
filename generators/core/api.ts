/**
 * generator-stream-pipeline/core: what the generator does, as functions, without command line, Yeoman, network or clock.
 *
 * @example
 * const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'product-search' });
 * if (!parsed.ok) throw new Error(parsed.problems.map(({ option, message }) => `${option}: ${message}`).join('\n'));
 * for (const { path, contents, mode } of renderProject(parsed.answers)) …
 */
export { parseAnswers, type NewRegions, type Parsed, type Spell } from './answers.ts';
export { idleCost, usd } from './block.ts';
export { jsonSchema } from './json-schema.ts';
export { presetOf, type Value } from './option.ts';
export type { Problem } from './problem.ts';
export { parsePolicy, policyJsonSchema, type ParsedPolicy, type Policy } from './policy/policy.ts';
export { renderProject } from './project.ts';
export type { ProjectFile } from './render.ts';
export { underPolicy } from './policy/under-policy.ts';
export { findUseCase, meaningsOf, optionsOf, useCases, type Answers, type UseCaseId } from './use-cases.ts';
export { meets } from './where.ts';
