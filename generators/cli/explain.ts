import { blockOf } from '../core/block.ts';
import { blocksWith, consequenceOf, idleWith } from '../core/consequence.ts';
import { inWords, presetOf, type Option } from '../core/option.ts';
import { seen } from '../core/problem.ts';
import { demand } from '../core/rule.ts';
import { underPolicy } from '../core/under-policy.ts';
import type { AnyUseCase } from '../core/use-case.ts';
import { optionsOf, useCaseIds } from '../core/use-cases.ts';
import { exitCode } from './exit-code.ts';
import { idleInWords } from './idle.ts';
import { flagOf, spell } from './input/flags.ts';
import { nearest } from './input/nearest.ts';
import { ownFlags } from './input/new-flags.ts';
import { findPolicy, policyInUse } from './input/policy-file.ts';
import { BadInput, problemAt } from './problems.ts';
import { print, styled, type Terminal } from './terminal.ts';
import { readVerb, useCaseNamed } from './verb.ts';
import { wrap } from './wrap.ts';

const usage = {
  call: 'explain USE-CASE [OPTION]',
  says: 'Explains a use case, or one of its options: choices, consequences, conditions, what is refused, trade-offs.',
  flags: { policy: ownFlags.policy },
  words: 2,
};

export async function explain(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const [id, name] = line.positionals;
  if (id === undefined)
    throw new BadInput([problemAt('USE-CASE', `nothing given, expected one of ${useCaseIds.join(', ')}`)]);
  const found = await findPolicy(line.values['policy'], terminal.cwd);
  if ('problems' in found) throw new BadInput(found.problems);
  if (found.file) print(terminal.errors, policyInUse(found.file));
  const useCase = underPolicy(useCaseNamed(id), found.file?.policy);
  const page = new Page(terminal);
  if (name === undefined) explainUseCase(useCase, page);
  else explainOne(useCase, keyNamed(useCase, name), page);
  return exitCode.done;
}

function explainOne(useCase: AnyUseCase, key: string, page: Page): void {
  explainOption(useCase, key, page);
  for (const { where, because } of useCase.refuse)
    if (key in where) page.say(1, `Refused where ${inWords(where, spell)}: ${because}.`);
}

function explainUseCase(useCase: AnyUseCase, page: Page): void {
  page.heading(`${useCase.id}: ${useCase.title}`);
  page.say(0, useCase.flow);
  const idle = { dev: idleWith(useCase, {}, 'dev'), prod: idleWith(useCase, {}, 'prod') };
  page.say(0, `Idle, with the defaults: ${idleInWords(idle)}.`);
  for (const key of Object.keys(optionsOf(useCase))) {
    page.gap();
    explainOption(useCase, key, page);
  }
  page.gap();
  for (const { where, because } of useCase.refuse) page.say(0, `Refused where ${inWords(where, spell)}: ${because}.`);
  page.gap();
  page.heading('What a project with the defaults is built of');
  for (const { title, tradeOffs } of blocksWith(useCase, {}).map(blockOf)) {
    page.say(1, title);
    for (const tradeOff of tradeOffs) page.say(2, `- ${tradeOff}`);
  }
}

function explainOption(useCase: AnyUseCase, key: string, page: Page): void {
  const option = optionsOf(useCase)[key]!;
  page.heading(`${spell(key)}  ${option.title}`);
  if (option.description) page.say(1, option.description);
  for (const rule of option.rules ?? []) page.say(1, sentenceOf(demand(rule)));
  if (option.when) page.say(1, `Only asked where ${inWords(option.when, spell)}.`);
  if (option.kind === 'choice')
    for (const value of Object.keys(option.choices)) {
      page.say(1, `${value}${value === option.default ? ' (default)' : ''}: ${consequenceOf(useCase, key, value)}`);
      for (const tradeOff of tradeOffsOf(useCase, key, value)) page.say(2, `- ${tradeOff}`);
    }
  else page.say(1, `Expected: ${option.expected}. ${withoutAnswer(option)}`);
}

function withoutAnswer(option: Exclude<Option, { kind: 'choice' }>): string {
  if (option.kind === 'text' && option.answer === 'required') return 'Required.';
  const preset = presetOf(option);
  return preset === undefined ? 'Optional.' : `Default: ${preset}.`;
}

const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** What the blocks say that a project only has because of this value. */
function tradeOffsOf(useCase: AnyUseCase, key: string, value: string): string[] {
  const option = useCase.options[key];
  if (option?.kind !== 'choice') return [];
  const blocksOf = (other: string) => blocksWith(useCase, { [key]: other });
  const others = Object.keys(option.choices).filter((other) => other !== value);
  const elsewhere = new Set(others.flatMap(blocksOf));
  return blocksOf(value)
    .filter((id) => !elsewhere.has(id))
    .flatMap((id) => blockOf(id).tradeOffs);
}

/** `search`, `--search`, `api-auth` and `apiAuth` all name an option. */
function keyNamed(useCase: AnyUseCase, name: string): string {
  const keys = Object.keys(optionsOf(useCase));
  const plain = name.replace(/^--/, '');
  const known = keys.find((key) => key === plain || flagOf(key) === plain);
  if (known) return known;
  const flags = keys.map(flagOf);
  const meant = nearest(plain, flags);
  throw new BadInput([
    problemAt(
      'OPTION',
      `${seen(name)} given, expected one of ${flags.join(', ')}${meant ? `. Did you mean ${meant}?` : ''}`,
    ),
  ]);
}

/** Trade-offs are written for a page below docs/ of a project: so are their links. */
const withoutLinks = (text: string): string => text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 (docs/$2)');

/** Text on a terminal: headings, and paragraphs at a depth. */
class Page {
  readonly #terminal: Terminal;
  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }
  heading(text: string): void {
    print(this.#terminal.output, styled(this.#terminal.output, 'bold', text));
  }
  say(depth: number, text: string): void {
    const margin = '  '.repeat(depth);
    print(
      this.#terminal.output,
      margin + wrap(withoutLinks(text), this.#terminal.width - margin.length, `${margin}  `),
    );
  }
  gap(): void {
    print(this.#terminal.output, '');
  }
}
