/** What a reader of a workshop does, in the order of the page. */
export type Step = { readonly line: number } & (
  | { readonly kind: 'commands'; readonly how: Expected; readonly text: string }
  /** A change of a file: lines with "-" go, those with "+" come, the others stay. */
  | { readonly kind: 'edit'; readonly file: string; readonly lines: readonly string[] }
  /** What the commands before have printed; "…" stands for anything. */
  | { readonly kind: 'output'; readonly lines: readonly string[] }
  /** Something done on the page of a run: the first cell of a table "on the page". */
  | { readonly kind: 'on the page'; readonly does: string }
);

export type Expected = 'succeeds' | 'fails' | 'until Ctrl-C' | 'in another terminal' | 'needs an account';

/** The title of a block of commands says what to expect: readers of the documentation site see it as well. */
const expected: Readonly<Record<string, Expected>> = {
  '': 'succeeds',
  'fails, as it should': 'fails',
  'until Ctrl-C': 'until Ctrl-C',
  'in another terminal': 'in another terminal',
  'needs an AWS account': 'needs an account',
};

/** Reads a page. Throws on a block that nobody would know what to do with. */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  let fence: { line: number; language: string; title: string; lines: string[] } | undefined;
  let isOnThePage = false;
  for (const [at, text] of page.split('\n').entries()) {
    const line = at + 1;
    const [, language, title = ''] = /^```(\w*)(?: title="(.*)")?$/.exec(text) ?? [];
    if (fence && language !== undefined) {
      steps.push(stepOf(fence));
      fence = undefined;
    } else if (fence) fence.lines.push(text);
    else if (language !== undefined) fence = { line, language, title, lines: [] };
    else if (text.startsWith('```')) throw new Error(`line ${line}: ${text} is not a block of a workshop`);

    if (text.startsWith('| on the page |')) isOnThePage = true;
    else if (!text.startsWith('|')) isOnThePage = false;
    else if (isOnThePage && !text.startsWith('| ---'))
      steps.push({ line, kind: 'on the page', does: text.split('|')[1]!.trim() });
  }
  return steps;
}

function stepOf({
  line,
  language,
  title,
  lines,
}: {
  line: number;
  language: string;
  title: string;
  lines: string[];
}): Step {
  if (language === 'sh' && Object.hasOwn(expected, title))
    return { line, kind: 'commands', how: expected[title]!, text: lines.join('\n') };
  if (language === 'diff' && title !== '') return { line, kind: 'edit', file: title, lines };
  if (language === 'text' && title === '') return { line, kind: 'output', lines };
  throw new Error(`line ${line}: a block "${language}" with the title "${title}" is not one of a workshop`);
}

/** A file as it is after an edit. Throws unless what is to be changed is there, once. */
export function edited(text: string, lines: readonly string[]): string {
  const side = (other: string) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [before, after] = [`\n${side('+')}`, `\n${side('-')}`];
  if (text.split(before).length !== 2) throw new Error(`once, and once only, there should be:${before}`);
  return text.replace(before, () => after);
}

/** The lines that a text does not have, in their order. */
export function missingIn(text: string, lines: readonly string[]): string[] {
  let from = 0;
  const said = text.split('\n');
  return lines.filter((line) => {
    const at = said.findIndex((one, index) => index >= from && isLike(one, line.split('…')));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

/** Whether a line has these pieces, one after the other. */
function isLike(line: string, pieces: readonly string[]): boolean {
  let from = 0;
  return pieces.every((piece) => {
    const at = line.indexOf(piece.trimEnd(), from);
    from = at + piece.length;
    return at >= 0;
  });
}
