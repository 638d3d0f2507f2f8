import { optionsOf, type Takes } from './options.ts';

/**
 * The AWS command line is made from the models that the clients of the AWS SDK are made from: an option is a member of the input, in
 * small letters with dashes, and `--query` goes through members of the output. Gives what is wrong with a command.
 */
export async function problemOfAws([service = '', operation = '', ...words]: readonly string[]): Promise<
  string | undefined
> {
  const client = await clientOf(service);
  if (!client) return `no client for "aws ${service}": npm install --save-dev --save-exact @aws-sdk/client-${service}`;
  const model = modelOf(client, operation);
  if (!model) return `aws ${service} has no operation ${operation}`;
  const { input, output } = model;
  const member = (option: string) => input.members.find(({ name }) => plain(name) === plain(option));
  const takes = (option: string): Takes => {
    if (Object.hasOwn(everywhere, option)) return everywhere[option];
    if (Object.hasOwn(paging, option)) return isPaged(output) ? 'one' : undefined;
    const found = member(option);
    if (found) return isBoolean(found.schema) ? 'nothing' : isList(found.schema) ? 'several' : 'one';
    const negated = option.startsWith('no-') ? member(option.slice(3)) : undefined;
    return negated && isBoolean(negated.schema) ? 'nothing' : undefined;
  };
  const options = optionsOf(words, takes);
  if ('problem' in options) return options.problem;
  const files = ['lambda invoke', 's3api get-object'].includes(`${service} ${operation}`) ? 1 : 0;
  if (options.positional.length !== files) return `"${options.positional.join(' ')}" belongs to no option`;
  const given = [...options.given.keys()].map((option) => plain(option.replace(/^no-/, '')));
  const missing = input.members
    .filter(({ required, name }) => required && !given.includes(plain(name)) && !given.includes(plain(`no-${name}`)))
    .map(({ name }) => name);
  if (missing.length > 0) return `${missing.join(', ')}: required`;
  for (const [option, values] of options.given) {
    const found = member(option);
    const problem = found && values.map((value) => problemOfValue(value, found, client)).find(Boolean);
    if (problem) return problem;
  }
  const [query] = options.given.get('query') ?? [];
  return query === undefined ? undefined : problemOfQuery(query, output);
}

/** What came of a command: an answer, or that nobody here knows the operation. */
export type Ran = { readonly answer: unknown } | { readonly failed: string } | 'unknown here';

/** Makes the request of a command that `problemOfAws` has nothing against, as the AWS command line would. */
export async function runAws(
  [service = '', operation = '', ...words]: readonly string[],
  settings: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } },
): Promise<Ran> {
  const client = (await clientOf(service))!;
  const { input, Command } = modelOf(client, operation)!;
  const request: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at++) {
    const option = words[at]!.replace(/^--/, '');
    const member = input.members.find(({ name }) => plain(name) === plain(option));
    if (!words[at]!.startsWith('--') || !member) continue;
    request[member.name] = isBoolean(member.schema)
      ? true
      : isBlob(member.schema)
        ? Buffer.from(words[at + 1]!)
        : words[at + 1]!;
  }
  const [, Client] = Object.entries(client).find(([name]) => /^(?!__)\w+Client$/.test(name)) as [string, SdkClient];
  try {
    const { $metadata: _, ...answer } = await new Client(settings).send(new Command(request));
    return { answer };
  } catch (error) {
    const { name, message } = error as Error;
    return /Unknown|not model|NotImplemented|is not/i.test(`${name} ${message}`)
      ? 'unknown here'
      : { failed: `${name}: ${message}` };
  }
}

/** A word that AWS has for something: a member of an input or output, one of the values of such a member, or the name of an error. */
export async function isWordOfAws(word: string): Promise<boolean> {
  for (const client of await Promise.all(installed.map(clientOf)))
    for (const value of Object.values(client ?? {})) {
      if (isEnumeration(value) && Object.values(value).includes(word)) return true;
      if (Array.isArray(value) && Array.isArray(value[4]) && value[4].includes(word)) return true;
      if (Array.isArray(value) && value[0] === kinds.error && value[2] === word) return true;
    }
  return false;
}

/** Those whose words the pages use. */
const installed = [
  'cloudformation',
  'dynamodb',
  'events',
  'firehose',
  'glue',
  'kafka',
  'kinesis',
  'kinesisanalyticsv2',
  'lambda',
  'opensearch',
  's3',
  'sns',
];
const packages: Readonly<Record<string, string>> = {
  events: 'eventbridge',
  kinesisanalyticsv2: 'kinesis-analytics-v2',
  logs: 'cloudwatch-logs',
  s3api: 's3',
  secretsmanager: 'secrets-manager',
};

type Client = Record<string, unknown>;
const clientOf = async (service: string): Promise<Client | undefined> =>
  await import(`@aws-sdk/client-${packages[service] ?? service}`).then(
    (client: Client) => client,
    () => undefined,
  );

/** AWS command line, "Global options": https://docs.aws.amazon.com/cli/latest/reference/ */
const everywhere: Readonly<Record<string, Takes>> = {
  query: 'one',
  output: 'one',
  region: 'one',
  profile: 'one',
  'no-cli-pager': 'nothing',
  'cli-binary-format': 'one',
  'cli-read-timeout': 'one',
};
const paging: Readonly<Record<string, Takes>> = { 'max-items': 'one', 'page-size': 'one', 'starting-token': 'one' };

/** As the clients hold it: a number or a text for a plain value, a list that begins with its kind, or a function that gives one. */
type Schema = number | string | readonly unknown[] | (() => Schema);
interface Member {
  name: string;
  schema: Schema;
  required: boolean;
}
interface Structure {
  members: readonly Member[];
}
const kinds = { list: 1, map: 2, structure: 3, error: -3 };

type SdkCommand = new (input: object) => { schema: unknown[] };
type SdkClient = new (settings: object) => { send(command: object): Promise<{ $metadata: object }> };
interface Model {
  input: Structure;
  output: Structure;
  Command: SdkCommand;
}

function modelOf(client: Client, operation: string): Model | undefined {
  const wanted = plain(`${operation}Command`);
  const [, Command] = Object.entries(client).find(([name]) => name.toLowerCase() === wanted) ?? [];
  if (typeof Command !== 'function' || /[^a-z0-9-]/.test(operation)) return undefined;
  const { schema } = new (Command as SdkCommand)({});
  const [input, output] = schema.slice(4).map((each) => structureOf(resolved(each as Schema)));
  return { input: input!, output: output!, Command: Command as SdkCommand };
}

function structureOf(schema: Schema): Structure {
  const [, , , , names, schemas, required = 0] = schema as [
    number,
    string,
    string,
    unknown,
    string[] | undefined,
    Schema[],
    number?,
  ];
  return {
    members: (names ?? []).map((name, at) => ({ name, schema: resolved(schemas[at]!), required: at < required })),
  };
}

/** What traits and functions are about. */
function resolved(schema: Schema): Schema {
  if (typeof schema === 'function') return resolved(schema());
  // a member with traits: [schema, traits]
  if (Array.isArray(schema) && schema.length === 2 && typeof schema[1] !== 'string')
    return resolved(schema[0] as Schema);
  // a plain value with a name: [0, namespace, name, traits, value]
  if (Array.isArray(schema) && schema[0] === 0) return resolved(schema[4] as Schema);
  return schema;
}

const isBoolean = (schema: Schema): boolean => schema === 2;
const isBlob = (schema: Schema): boolean => schema === 21 || schema === 42;
const isList = (schema: Schema): boolean =>
  (typeof schema === 'number' && (schema & 64) === 64) || (Array.isArray(schema) && schema[0] === kinds.list);
const isPaged = ({ members }: Structure): boolean =>
  members.some(({ name }) => /^(Next|Is)?(Token|Marker|NextToken|NextMarker|IsTruncated|LastEvaluated\w+)$/.test(name));

function inside(schema: Schema): Schema {
  const value = resolved(schema);
  return Array.isArray(value) && value[0] === kinds.list ? inside(value[4] as Schema) : value;
}

/** Every name that a query may go through. */
function namesIn({ members }: Structure, seen: Set<Schema>): string[] {
  return members.flatMap(({ name, schema }) => {
    const value = inside(schema);
    const isNew = Array.isArray(value) && value[0] === kinds.structure && !seen.has(value);
    return [name, ...(isNew ? namesIn(structureOf(value), seen.add(value)) : [])];
  });
}

function problemOfQuery(query: string, output: Structure): string | undefined {
  const names = namesIn(output, new Set());
  const path = query.replaceAll(/'[^']*'|`[^`]*`/g, '');
  // keys of a result, and functions, are not names of the answer
  const asked = [...path.matchAll(/[A-Za-z_]\w*(?!\w)(?!\s*[:(])/g)].map(([name]) => name);
  const unknown = asked.filter((name) => !names.includes(name));
  return unknown.length > 0 ? `--query: the answer has no ${unknown.join(', ')}` : undefined;
}

/** Shorthand such as Name=vpc-id,Values=a names members, and a member with a list of values has one of them. */
function problemOfValue(value: string, { name, schema }: Member, client: Client): string | undefined {
  const type = inside(schema);
  if (!Array.isArray(type) || type[0] !== kinds.structure) return problemOfChoice(name, value, client);
  if (!/^\w+=/.test(value)) return undefined;
  for (const pair of value.split(',')) {
    const [key, ...rest] = pair.split('=');
    if (rest.length === 0) continue;
    if (!structureOf(type).members.some((member) => member.name === key)) return `${name} has no ${key}`;
    const problem = problemOfChoice(key!, rest.join('='), client);
    if (problem) return problem;
  }
  return undefined;
}

function problemOfChoice(name: string, value: string, client: Client): string | undefined {
  // an enumeration is called as its member, or has words before that: LookupAttributeKey
  const isOneWord = !/[a-z][A-Z]/.test(name);
  const choices = Object.entries(client).filter(
    ([key, each]) => (isOneWord ? key === name : key.endsWith(name)) && isEnumeration(each),
  );
  const values = choices.flatMap(([, each]) => Object.values(each as Record<string, string>));
  return values.length === 0 || values.includes(value) ? undefined : `${name}: expected one of ${values.join(', ')}`;
}

const isEnumeration = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).length > 0 &&
  Object.values(value).every((each) => typeof each === 'string');

const plain = (name: string): string => name.replaceAll('-', '').toLowerCase();
