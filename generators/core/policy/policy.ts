import { z } from 'zod';
import type { Problem } from '../problem.ts';
import { contradictions } from './contradictions.ts';
import { policySchema } from './policy-schema.ts';

/** What an organisation sets for its projects, as `parsePolicy` gives it. */
export type Policy = z.infer<ReturnType<typeof policySchema>>;
export type ParsedPolicy = { ok: true; policy: Policy } | { ok: false; problems: Problem[] };

/** The JSON Schema (draft 2020-12) of a stream-pipeline.policy.json. */
export const policyJsonSchema = (): Record<string, unknown> => z.toJSONSchema(policySchema(), { io: 'input' });

/** The contents of a policy file, or all that is wrong with them: `option` is then the way to the place. */
export function parsePolicy(input: unknown): ParsedPolicy {
  const { success, data, error } = policySchema().safeParse(input);
  const problems = success
    ? contradictions(data, Object.keys((input as Policy).tags ?? {}))
    : error.issues.map((issue) => ({ option: issue.path.join('.'), message: issue.message }));
  return success && problems.length === 0 ? { ok: true, policy: data } : { ok: false, problems };
}

/** What of a policy reaches the files of a project. A policy itself: with it, recorded answers give the project again. */
export type ProjectPolicy = Pick<Policy, 'tags' | 'permissionsBoundary'>;

/** Without explanations, in an order of its own; undefined where nothing reaches the project. */
export function projectPolicy({ tags = {}, permissionsBoundary }: Policy): ProjectPolicy | undefined {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  const bare = sorted.map(([key, { value, from }]) => [key, value === undefined ? { from } : { value }]);
  const part = {
    ...(bare.length > 0 ? { tags: Object.fromEntries(bare) as Policy['tags'] } : {}),
    ...(permissionsBoundary ? { permissionsBoundary } : {}),
  };
  return Object.keys(part).length > 0 ? part : undefined;
}
