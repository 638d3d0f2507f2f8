import { count, duration, elapsed } from './page/format.js';
import type { ViewNode, ViewState } from './state.ts';

type Tone = 'plain' | 'quiet' | 'strong' | 'warning';

interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

interface Column {
  readonly title: string;
  /** The columns with the highest number go first where there is no room. */
  readonly goes: number;
  figure(node: ViewNode): string;
  tone(node: ViewNode): Tone;
}

const columns: readonly Column[] = [
  { title: 'in', goes: 1, figure: (node) => count(node.in), tone: () => 'plain' },
  { title: 'out', goes: 2, figure: (node) => count(node.out), tone: () => 'plain' },
  { title: 'parked', goes: 3, figure: (node) => count(node.parked), tone: ({ parked }) => warned(parked) },
  { title: 'dropped', goes: 4, figure: (node) => count(node.dropped), tone: ({ dropped }) => warned(dropped) },
  { title: 'lag p50', goes: 6, figure: ({ lag }) => (lag ? duration(lag.p50) : '–'), tone: () => 'quiet' },
  { title: 'p99', goes: 5, figure: ({ lag }) => (lag ? duration(lag.p99) : '–'), tone: () => 'quiet' },
];

const warned = (number: number): Tone => (number > 0 ? 'warning' : 'quiet');
const gap = 2;
const shortestName = 10;

/** The run in lines that are at most so many columns wide: a title, the names of the figures, and one line per hop. */
export const terminalLines = (state: ViewState, width: number): string[] =>
  pieces(state, width).map((line) => line.map(({ text }) => text).join(''));

/** The same lines in colour, for a terminal that shows it. */
export const colouredLines = (state: ViewState, width: number): string[] =>
  pieces(state, width).map((line) => line.map(({ text, tone }) => codes[tone](text)).join(''));

const painted = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const codes: Readonly<Record<Tone, (text: string) => string>> = {
  plain: (text) => text,
  quiet: painted(2),
  strong: painted(1),
  warning: painted(33),
};

function pieces({ title, startedAt, now, nodes }: ViewState, width: number): Piece[][] {
  const names = nodes.map(({ name }) => printable(name));
  const wished = Math.max(shortestName, ...names.map(lengthOf));
  const { shown, widths } = columnsWithin(nodes, width);
  const taken = widths.reduce((sum, one) => sum + gap + one, 0);
  const nameWidth = Math.max(1, Math.min(wished, width - taken));
  const row = (name: Piece, figures: readonly Piece[]): Piece[] => [
    { ...name, text: cut(name.text, nameWidth).padEnd(nameWidth) },
    ...figures.map(({ text, tone }, index) => ({ text: text.padStart(gap + widths[index]!), tone })),
  ];
  const time = elapsed(now - startedAt);
  const heading = cut(printable(title), Math.max(1, width - time.length - gap));
  return [
    [
      { text: heading, tone: 'strong' },
      ...(lengthOf(heading) + gap + time.length <= width ? [{ text: `  ${time}`, tone: 'quiet' } as const] : []),
    ],
    row(
      { text: '', tone: 'plain' },
      shown.map((column) => ({ text: column.title, tone: 'quiet' })),
    ),
    ...nodes.map((node, index) =>
      row(
        { text: names[index]!, tone: 'plain' },
        shown.map((column) => ({ text: column.figure(node), tone: column.tone(node) })),
      ),
    ),
  ];
}

/** The columns for which there is room beside a short name, and their widths. */
function columnsWithin(nodes: readonly ViewNode[], width: number): { shown: readonly Column[]; widths: number[] } {
  let shown = columns;
  for (;;) {
    const widths = shown.map((column) =>
      Math.max(column.title.length, ...nodes.map((node) => column.figure(node).length)),
    );
    if (shown.length === 0 || widths.reduce((sum, one) => sum + gap + one, shortestName) <= width)
      return { shown, widths };
    const first = Math.max(...shown.map(({ goes }) => goes));
    shown = shown.filter(({ goes }) => goes !== first);
  }
}

/** Without what would move the cursor or change the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '');

const lengthOf = (text: string): number => Array.from(text).length;

function cut(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length <= width ? text : letters.slice(0, width - 1).join('') + '…';
}
