import type { Option } from '../../core/option.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { idsOf, type Meaning } from '../../core/use-cases.ts';
import { readJsonFile, type Read } from './read-json.ts';

/** What a flag can mean: the option of the use case; of every use case that has one where the use case is not known yet. */
export function meantIn(useCase: AnyUseCase | undefined, meanings: readonly Meaning[]): readonly Meaning[] {
  const own = meanings.filter(({ useCases }) => useCase && useCases.includes(useCase));
  return own.length > 0 ? own : meanings;
}

/** How a list without values is written, as messages write it too. */
const noValue = ['', 'none'];

/**
 * The answer that the values of a flag give: the contents of a file for a document, a list for several values (`a,b`, or the flag
 * given twice; `none` for an empty one), otherwise the last text. A problem where use cases would read it differently.
 */
export function flagValue(texts: readonly string[], meanings: readonly Meaning[], cwd: string): Read {
  const last = texts.at(-1)!;
  switch (readingOf(meanings)) {
    case 'document':
      return readJsonFile(last, cwd);
    case 'list':
      return {
        value: texts
          .flatMap((text) => text.split(','))
          .map((text) => text.trim())
          .filter((text) => !noValue.includes(text)),
      };
    case 'text':
      return { value: last };
    case undefined:
      return { problem: `depends on the use case: ${meanings.map(inWords).join('; ')}. Add --use-case` };
  }
}

type Reading = 'document' | 'list' | 'text';
const readings: Record<Option['kind'], Reading> = {
  document: 'document',
  several: 'list',
  choice: 'text',
  text: 'text',
};
const words: Record<Reading, string> = {
  document: 'the path of a JSON file',
  list: 'a list of values',
  text: 'one value',
};

/** How the answers of these options are written; undefined where they differ in it. */
export function readingOf(meanings: readonly Meaning[]): Reading | undefined {
  const distinct = new Set(meanings.map(({ option }) => readings[option.kind]));
  return distinct.size === 1 ? [...distinct][0] : undefined;
}

const inWords = (meaning: Meaning): string => `${words[readings[meaning.option.kind]]} for ${idsOf(meaning)}`;
