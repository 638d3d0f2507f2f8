import { blockOf } from '../../core/block.ts';
import { blocksWith, consequenceOf, idleInWords, idleOf } from '../../core/consequence.ts';
import { presetOf, type Document, type Text } from '../../core/option.ts';
import { inWords } from '../../core/where.ts';
import { demand } from '../../core/policy/rule.ts';
import { written } from '../../core/problem.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { optionsOf, useCases } from '../../core/use-cases.ts';
import { spell } from '../flags/option-flags.ts';
import { wrap } from '../terminal/wrap.ts';

/** How a heading looks. */
type Bold = (text: string) => string;

/** What there is to choose a use case by, as text of `width` columns. */
export function explanationOfUseCases(width: number): string {
  const page = new Page(width, (text) => text);
  for (const each of useCases) explainInShort(each, page);
  return page.text;
}

/** What there is to say about one option, as text of `width` columns. */
export function explanationOf(useCase: AnyUseCase, key: string, width: number, bold: Bold = (text) => text): string {
  const page = new Page(width, bold);
  explainOption(useCase, key, page);
  for (const { where, because } of useCase.refuse)
    if (key in where) page.say(1, `Refused where ${inWords(where, optionsOf(useCase), spell)}: ${because}.`);
  return page.text;
}

/** What there is to say about a use case and each of its options. */
export function explanationOfAll(useCase: AnyUseCase, width: number, bold: Bold): string {
  const page = new Page(width, bold);
  explainInShort(useCase, page);
  for (const key of Object.keys(optionsOf(useCase))) {
    page.gap();
    explainOption(useCase, key, page);
  }
  page.gap();
  for (const { where, because } of useCase.refuse)
    page.say(0, `Refused where ${inWords(where, optionsOf(useCase), spell)}: ${because}.`);
  page.gap();
  page.heading('Building blocks of a project with the defaults');
  for (const { title, tradeOffs } of blocksWith(useCase, {}).map(blockOf)) {
    page.say(1, title);
    for (const tradeOff of tradeOffs) page.say(2, `- ${tradeOff}`);
  }
  return page.text;
}

function explainInShort(useCase: AnyUseCase, page: Page): void {
  page.heading(`${useCase.id}: ${useCase.title}`);
  page.say(0, useCase.flow);
  page.say(0, `Idle cost with the defaults: ${idleInWords(idleOf(useCase, {}))}.`);
}

function explainOption(useCase: AnyUseCase, key: string, page: Page): void {
  const option = optionsOf(useCase)[key]!;
  page.heading(`${spell(key)}  ${option.title}`);
  if (option.description) page.say(1, option.description);
  for (const rule of option.rules ?? []) page.say(1, sentenceOf(demand(rule)));
  if (option.when) page.say(1, `Only asked where ${inWords(option.when, optionsOf(useCase), spell)}.`);
  if (option.kind === 'several') page.say(1, `A list of at least ${option.atLeast} of:`);
  if ('choices' in option)
    for (const value of Object.keys(option.choices)) {
      const isDefault = [option.default].flat().includes(value);
      page.say(1, `${value}${isDefault ? ' (default)' : ''}: ${consequenceOf(useCase, key, value)}`);
      for (const tradeOff of tradeOffsOf(useCase, key, value)) page.say(2, `- ${tradeOff}`);
    }
  else page.say(1, `Expected: ${option.expected}. ${withoutAnswer(option)}`);
}

function withoutAnswer(option: Text | Document): string {
  if (option.kind === 'text' && option.answer === 'required') return 'Required.';
  const preset = presetOf(option);
  return preset === undefined ? 'Optional.' : `Default: ${written(preset)}.`;
}

const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** What the blocks say that a project only has because of this value. */
function tradeOffsOf(useCase: AnyUseCase, key: string, value: string): string[] {
  const option = useCase.options[key];
  if (!option || !('choices' in option)) return [];
  const { kind } = option;
  const blocksOf = (other: string) => blocksWith(useCase, { [key]: kind === 'several' ? [other] : other });
  const others = Object.keys(option.choices).filter((other) => other !== value);
  const elsewhere = new Set(others.flatMap(blocksOf));
  return blocksOf(value)
    .filter((id) => !elsewhere.has(id))
    .flatMap((id) => blockOf(id).tradeOffs);
}

/** Trade-offs are written for a page below docs/ of a project: so are their links. */
const withoutLinks = (text: string): string => text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 (docs/$2)');

/** Headings, and paragraphs at a depth. */
class Page {
  readonly #lines: string[] = [];
  readonly #width: number;
  readonly #bold: Bold;
  constructor(width: number, bold: Bold) {
    this.#width = width;
    this.#bold = bold;
  }
  get text(): string {
    return this.#lines.join('\n');
  }
  heading(text: string): void {
    this.#lines.push(this.#bold(text));
  }
  say(depth: number, text: string): void {
    const margin = '  '.repeat(depth);
    this.#lines.push(margin + wrap(withoutLinks(text), this.#width - margin.length, `${margin}  `));
  }
  gap(): void {
    this.#lines.push('');
  }
}
