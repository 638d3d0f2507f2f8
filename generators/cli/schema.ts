import { jsonSchema, policyJsonSchema } from '../core/api.ts';
import { exitCode } from '../entrance/exit-code.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';
import { readVerb, useCaseNamed } from './verb.ts';

const usage = {
  call: 'schema [USE-CASE|policy]',
  says:
    'Prints the JSON Schema (draft 2020-12) of an answers file, for one use case or for all. With "policy", prints the ' +
    "schema of an organisation's stream-pipeline.policy.json.",
  flags: {},
  words: 1,
};

export async function schema(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const [id] = line.positionals;
  print(terminal.output, JSON.stringify(schemaNamed(id), null, 2));
  return exitCode.done;
}

function schemaNamed(id: string | undefined): object {
  if (id === undefined) return jsonSchema();
  return id === 'policy' ? policyJsonSchema() : jsonSchema(useCaseNamed(id));
}
