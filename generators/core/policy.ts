import { z } from 'zod';
import { meant } from './nearest.ts';
import { meets, type Choice, type Options, type Text } from './option.ts';
import { valueSchema } from './option-schema.ts';
import { projectOptions } from './options/project.ts';
import { seen, type Problem } from './problem.ts';
import { objection } from './rule.ts';
import { underPolicy } from './under-policy.ts';
import type { AnyUseCase } from './use-case.ts';
import { optionsOf, useCases } from './use-cases.ts';

/** The options that a policy may answer: not the name, which is each project's own, and no documents. */
const governable = Object.fromEntries(
  useCases
    .flatMap((useCase) => Object.entries(optionsOf(useCase) as Options))
    .filter(([key, { kind }]) => key !== 'name' && kind !== 'document'),
) as Record<string, Choice | Text>;

/** What may become a tag: texts that AWS takes for one as they are. */
const tagSources = ['stage', 'name', 'owner', 'repository', 'alarmEmail'] as const;
/** AWS allows 50 on a resource; a project has some of its own. */
const mostTags = 40;
const tagText = String.raw`[\p{L}\p{N}_.:/=+@-]+( [\p{L}\p{N}_.:/=+@-]+)*$`;

/** What is said of a wrong value: what was seen, and what is expected. */
const expected = (what: string) => (issue: { input?: unknown }) => `${seen(issue.input)} given, expected ${what}`;

const text = (what: string, maxLength: number, pattern: string | RegExp) => {
  const error = expected(`${what}, at most ${maxLength} characters`);
  return z.string({ error }).max(maxLength, { error, abort: true }).regex(new RegExp(pattern, 'u'), { error });
};
const record = <S extends Record<string, z.ZodType>>(shape: S) => {
  const keys = Object.keys(shape);
  const unknown = (names: string[]) =>
    `${names.map(seen).join(', ')} given, expected one of ${keys.join(', ')}${meant(names[0], keys)}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknown(issue.keys) : expected(`an object with ${keys.join(', ')}`)(issue),
  });
};
const about = <T extends z.ZodType>(description: string, schema: T) => schema.meta({ description }).optional();

const message = about(
  "The organisation's explanation. It follows the message about an answer that breaks the rule.",
  text('one line of visible text', 300, projectOptions.description.pattern),
);
const forOptions = <T extends z.ZodType>(of: (option: Choice | Text) => T) =>
  record(Object.fromEntries(Object.entries(governable).map(([key, option]) => [key, of(option).optional()])));
const list = (option: Text) => {
  const error = expected(`a list of at least one: ${option.expected}`);
  return z.array(valueSchema(option), { error }).min(1, { error }).optional();
};
const { devRegion, prodRegion, devAccount, prodAccount } = projectOptions;
const pattern = z
  .string({ error: expected('a regular expression') })
  .max(200, { error: expected('a regular expression of at most 200 characters'), abort: true })
  .superRefine((source, { addIssue }) => {
    try {
      new RegExp(source, 'u');
    } catch (error) {
      addIssue({ code: 'custom', message: `${seen(source)}: ${(error as Error).message}` });
    }
  });
const tagKey = text(
  'a tag key of letters, digits, spaces and _.:/=+@-, without "aws:"',
  128,
  `^(?![aA][wW][sS]:)${tagText}`,
);
const tag = record({
  value: about('The same value for every project.', text('letters, digits, spaces and _.:/=+@-', 256, `^${tagText}`)),
  from: about(
    'The option whose answer is the value, and is then required; or "stage": dev or prod.',
    z.enum(tagSources, { error: expected(`one of ${tagSources.join(', ')}`) }),
  ),
  message,
})
  .refine(({ value, from }) => (value === undefined) !== (from === undefined), {
    error: 'expected either value or from',
  })
  .meta({ oneOf: [{ required: ['value'] }, { required: ['from'] }] });

const policySchema = record({
  $schema: about(
    'The address of this schema, for editors.',
    z.string({ error: expected('the address of this schema') }),
  ),
  defaults: about('Replace the defaults of options. Any answer overrides them.', forOptions(valueSchema)),
  locked: about(
    'Fixed values of options: not asked, and no answer may differ.',
    forOptions((option) => record({ value: valueSchema(option), message })),
  ),
  regions: about(
    'The regions that each stage may use.',
    record({ dev: list(devRegion), prod: list(prodRegion), message }),
  ),
  accounts: about(
    'The accounts that each stage may use.',
    record({ dev: list(devAccount), prod: list(prodAccount), message }),
  ),
  name: about(
    'A regular expression (JavaScript, flag u, not anchored) that every project name must match.',
    record({ pattern, message }),
  ),
  tags: about(
    'Tags of every taggable resource.',
    z.record(tagKey, tag, {
      error: (issue) =>
        issue.code === 'invalid_key' ? issue.issues[0]!.message : expected('an object of tags')(issue),
    }),
  ),
  permissionsBoundary: about(
    'The permissions boundary of every IAM role. A name refers to a policy in the account of the stage.',
    text(
      'the name or the ARN of a managed policy of IAM',
      600,
      /^(arn:aws(-[a-z]+)*:iam::(aws|\d{12}):policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
    ),
  ),
});

/** What an organisation sets for its projects, as `parsePolicy` gives it. */
export type Policy = z.infer<typeof policySchema>;
export type ParsedPolicy = { ok: true; policy: Policy } | { ok: false; problems: Problem[] };

/** The JSON Schema (draft 2020-12) of a stream-pipeline.policy.json. */
export const policyJsonSchema = (): Record<string, unknown> => z.toJSONSchema(policySchema, { io: 'input' });

/** The contents of a policy file, or all that is wrong with them: `option` is then the way to the place. */
export function parsePolicy(input: unknown): ParsedPolicy {
  const { success, data, error } = policySchema.safeParse(input);
  const problems = success
    ? contradictions(data, Object.keys((input as Policy).tags ?? {}))
    : error.issues.map((issue) => ({ option: issue.path.join('.'), message: issue.message }));
  return success && problems.length === 0 ? { ok: true, policy: data } : { ok: false, problems };
}

/** What no answers could comply with, or would comply with differently than it looks. `tags` are the keys as they were given. */
function contradictions(policy: Policy, tags: string[]): Problem[] {
  const locked = Object.fromEntries(Object.entries(policy.locked ?? {}).map(([key, rule]) => [key, rule?.value]));
  const { options } = underPolicy({ ...(useCases[0] as AnyUseCase), options: governable }, policy);
  const broken = (part: string, values: Record<string, unknown>) =>
    Object.entries(values).map(([key, value]) => ({
      option: `${part}.${key}`,
      message: objection(options[key]!.rules, value),
    }));
  const settled = { ...policy.defaults, ...locked };
  const placeOf = (key: string) => `${key in locked ? 'locked' : 'defaults'}.${key}`;
  const refused = useCases.flatMap(({ refuse }) => refuse).filter(({ where }) => meets(where, settled));
  const isTwice = (key: string, at: number) =>
    tags.findIndex((other) => other.toLowerCase() === key.toLowerCase()) < at;
  return [
    ...broken('defaults', policy.defaults ?? {}).filter(hasMessage),
    ...broken('locked', locked).filter(hasMessage),
    ...refused.map(({ where, because }) => ({
      option: Object.keys(where).map(placeOf).join(', '),
      message: because,
    })),
    // the schema leaves this key out in silence
    ...(tags.includes('__proto__') ? [{ option: 'tags.__proto__', message: 'is not allowed as a tag key' }] : []),
    ...tags.filter(isTwice).map((key) => ({
      option: `tags.${key}`,
      message: 'differs from another key only in case, which IAM does not distinguish',
    })),
    ...(tags.length > mostTags
      ? [{ option: 'tags', message: `${tags.length} given, expected at most ${mostTags}` }]
      : []),
  ];
}

const hasMessage = (problem: { option: string; message: string | undefined }): problem is Problem =>
  problem.message !== undefined;

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
