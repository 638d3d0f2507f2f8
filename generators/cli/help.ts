import { underPolicy } from '../core/policy/under-policy.ts';
import { findUseCase, optionsOf, useCases } from '../core/use-cases.ts';
import { flagTable } from '../entrance/flags/flag-table.ts';
import { optionFlags } from '../entrance/flags/option-flags.ts';
import { ownFlags } from '../entrance/flags/new-flags.ts';
import { policyInUse, type FoundPolicy } from '../entrance/answers/policy-file.ts';
import { sentence } from '../entrance/problems.ts';
import { wrap } from '../entrance/terminal/wrap.ts';

const verbs = [
  ['new NAME', 'write a project into ./NAME; the default, so `stream-pipeline NAME` does the same'],
  ['list', 'list the use cases, with their idle cost'],
  ['explain USE-CASE [OPTION]', 'explain options, choices and their consequences'],
  ['schema [USE-CASE|policy]', "print the JSON Schema of an answers file, or of an organisation's policy"],
  ['update --runtime-only', 'update the local runtime and the tools of a project to this version'],
  ['doctor [USE-CASE]', 'check whether this machine and your AWS account are ready'],
] as const;

const exitCodes = '0 done, 1 unexpected, 2 bad input, 3 unsuitable Node.js, 130 interrupted with nothing written';

/** `stream-pipeline --help` */
export function overview(width: number): string {
  const rows = verbs.map(([call, says]) => [`stream-pipeline ${call}`, says] as const);
  return [
    'Writes complete AWS streaming projects that prove, before any deployment, that they account for every event.',
    '',
    ...rows.map(([call, says]) => `  ${call}\n      ${wrap(says, width - 6, '      ')}`),
    '',
    'Every command takes --help. Every question is also a flag; without a terminal, nothing is asked.',
    `Exit codes: ${wrap(exitCodes, width - 12, '            ')}`,
  ].join('\n');
}

/** `stream-pipeline new --help`: the options of one use case, or of all. */
export function newHelp(id: unknown, found: FoundPolicy, width: number): string {
  const known = findUseCase(id);
  const file = 'file' in found ? found.file : undefined;
  const policy = 'problems' in found ? found.problems.map(sentence) : file ? [policyInUse(file)] : [];
  return [
    'Usage: stream-pipeline [new] NAME [--use-case ID] [FLAGS]',
    '',
    ...(known ? [known] : useCases).flatMap((useCase) => [
      `Options of ${useCase.id}, also keys of an answers file (see: stream-pipeline explain ${useCase.id}):`,
      flagTable(optionFlags(optionsOf(underPolicy(useCase, file?.policy))), width),
      '',
    ]),
    'Flags of the command:',
    flagTable(ownFlags, width),
    '',
    ...policy,
    `Exit codes: ${wrap(exitCodes, width - 12, '            ')}`,
  ].join('\n');
}
