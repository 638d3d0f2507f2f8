import { z } from 'zod';
import { meant } from '../nearest.ts';
import type { Option, Text, Value } from '../option.ts';
import { lineSchema, valueSchema } from '../option-schema.ts';
import { projectOptions } from '../options/project.ts';
import { seen } from '../problem.ts';
import { idsOf, meaningsOf, type Meaning } from '../use-cases.ts';

/** What may become a tag: texts that AWS takes for one as they are. */
const tagSources = ['stage', 'name', 'owner', 'repository', 'alarmEmail'] as const;
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
const list = (option: Text) => {
  const error = expected(`a list of at least one: ${option.expected}`);
  return z.array(lineSchema(option), { error }).min(1, { error }).optional();
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

/** What a policy may say of each option but the name, which is each project's own, and of documents. */
const forOptions = <T extends z.ZodType>(of: (value: z.ZodType<Value>) => T) =>
  record(
    Object.fromEntries(
      [...meaningsOf()].flatMap(([key, meanings]) => {
        const governable = meanings.filter(({ option }) => key !== 'name' && option.kind !== 'document');
        return governable.length > 0 ? [[key, of(settingSchema(governable)).optional()]] : [];
      }),
    ),
  );

type Governable = Exclude<Option, { kind: 'document' }>;

/** A value that is set for a key. Where use cases mean different options by it, one that at least one of them accepts. */
function settingSchema(meanings: readonly Meaning[]): z.ZodType<Value> {
  const schemas = meanings.map(({ option }) => valueSchema(option as Governable));
  if (schemas.length === 1) return schemas[0]!;
  const error = ({ input }: { input?: unknown }) =>
    meanings
      .map((meaning, index) => {
        const { error: problem } = schemas[index]!.safeParse(input);
        return `${idsOf(meaning)}: ${problem!.issues.map(({ message: said }) => said).join('; ')}`;
      })
      .join('. ');
  return z.union(schemas as [z.ZodType<Value>, ...z.ZodType<Value>[]], { error });
}

/** The schema of a policy. What it says of options depends on the use cases that are offered. */
export const policySchema = () =>
  record({
    $schema: about(
      'The address of this schema, for editors.',
      z.string({ error: expected('the address of this schema') }),
    ),
    defaults: about(
      'Replace the defaults of options. Any answer overrides them.',
      forOptions((value) => value),
    ),
    locked: about(
      'Fixed values of options: not asked, and no answer may differ.',
      forOptions((value) => record({ value, message })),
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
