import { seen } from '../core/problem.ts';
import { underPolicy } from '../core/policy/under-policy.ts';
import type { AnyUseCase } from '../core/use-case.ts';
import { optionsOf, useCaseIds } from '../core/use-cases.ts';
import { exitCode } from '../entrance/exit-code.ts';
import { explanationOf, explanationOfAll } from '../entrance/questions/explanation.ts';
import { flagOf } from '../entrance/flags/option-flags.ts';
import { meant } from '../core/nearest.ts';
import { ownFlags } from '../entrance/flags/new-flags.ts';
import { findPolicy, policyInUse } from '../entrance/answers/policy-file.ts';
import { BadInput, problemAt } from '../entrance/problems.ts';
import { print, styled, type Terminal } from '../entrance/terminal/terminal.ts';
import { readVerb, useCaseNamed } from './verb.ts';

const usage = {
  call: 'explain USE-CASE [OPTION]',
  says: 'Explains a use case or one of its options: choices, consequences, conditions, refused combinations and trade-offs.',
  flags: { policy: ownFlags.policy },
  words: 2,
};

export async function explain(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const [id, name] = line.positionals;
  if (id === undefined)
    throw new BadInput([problemAt('USE-CASE', `nothing given, expected one of ${useCaseIds().join(', ')}`)]);
  const found = await findPolicy(line.values['policy'], terminal.cwd);
  if ('problems' in found) throw new BadInput(found.problems);
  if (found.file) print(terminal.errors, policyInUse(found.file));
  const useCase = underPolicy(useCaseNamed(id), found.file?.policy);
  const { output, width } = terminal;
  const bold = (text: string) => styled(output, 'bold', text);
  print(
    output,
    name === undefined
      ? explanationOfAll(useCase, width, bold)
      : explanationOf(useCase, keyNamed(useCase, name), width, bold),
  );
  return exitCode.done;
}

/** `search`, `--search`, `api-auth` and `apiAuth` all name an option. */
function keyNamed(useCase: AnyUseCase, name: string): string {
  const keys = Object.keys(optionsOf(useCase));
  const plain = name.replace(/^--/, '');
  const known = keys.find((key) => key === plain || flagOf(key) === plain);
  if (known) return known;
  const flags = keys.map(flagOf);
  throw new BadInput([
    problemAt('OPTION', `${seen(name)} given, expected one of ${flags.join(', ')}${meant(plain, flags)}`),
  ]);
}
