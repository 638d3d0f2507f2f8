import type { Attention } from './page/attention.js';
import { lostHelp, signBefore, terms } from './page/equation.js';
import { count, duration, elapsed, exactly } from './page/format.js';
import type { VerdictCounts } from '../contracts/verdict.ts';
import type { FiredAlarm, ViewNode, ViewState } from './state.ts';

type Tone = 'plain' | 'quiet' | 'strong' | 'attention' | 'lost';

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
  { title: 'parked', goes: 3, figure: (node) => count(node.parked), tone: ({ parked }) => counted(parked) },
  { title: 'dropped', goes: 4, figure: (node) => count(node.dropped), tone: ({ dropped }) => counted(dropped) },
  { title: 'lag p50', goes: 6, figure: ({ lag }) => (lag ? duration(lag.p50) : '–'), tone: () => 'quiet' },
  { title: 'p99', goes: 5, figure: ({ lag }) => (lag ? duration(lag.p99) : '–'), tone: () => 'quiet' },
];

const counted = (number: number): Tone => (number > 0 ? 'strong' : 'quiet');
const gap = 2;
const shortestName = 10;
/** Room that is kept behind the figures for a sign that a node needs attention. */
const mark = gap + 1;

/** Why nodes need attention, by their names. */
export type Attentions = ReadonlyMap<string, Attention>;

/**
 * The run in lines that are at most so many columns wide: what became of every event, a title, the names of the figures, and one
 * line per hop.
 */
export const terminalLines = (state: ViewState, attention: Attentions, width: number): string[] =>
  pieces(state, attention, width).map((line) => line.map(({ text }) => text).join(''));

/** The same lines in colour, for a terminal that shows it. */
export const colouredLines = (state: ViewState, attention: Attentions, width: number): string[] =>
  pieces(state, attention, width).map((line) => line.map(({ text, tone }) => codes[tone](text)).join(''));

const painted = (code: number | string) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const codes: Readonly<Record<Tone, (text: string) => string>> = {
  plain: (text) => text,
  quiet: painted(2),
  strong: painted(1),
  attention: painted(33),
  lost: painted('1;31'),
};

function pieces(
  { title, startedAt, now, verdict, alarms, nodes }: ViewState,
  attention: Attentions,
  width: number,
): Piece[][] {
  const names = nodes.map(({ name }) => printable(name));
  const wished = Math.max(shortestName, ...names.map(lengthOf));
  const { shown, widths } = columnsWithin(nodes, width - mark);
  const taken = widths.reduce((sum, one) => sum + gap + one, 0);
  const nameWidth = Math.max(1, Math.min(wished, width - mark - taken));
  const row = (name: Piece, figures: readonly Piece[]): Piece[] => [
    { ...name, text: cut(name.text, nameWidth).padEnd(nameWidth) },
    ...figures.map(({ text, tone }, index) => ({ text: text.padStart(gap + widths[index]!), tone })),
  ];
  const time = elapsed(now - startedAt);
  const heading = cut(printable(title), Math.max(1, width - time.length - gap));
  return [
    ...equation(verdict, '', width),
    ...verdict.sinks.flatMap((counts) => equation(counts, `${printable(counts.sink)}: `, width)),
    ...(verdict.lost > 0 ? wrapped(lostWords, width) : []),
    [
      { text: heading, tone: 'strong' },
      ...(lengthOf(heading) + gap + time.length <= width ? [{ text: `  ${time}`, tone: 'quiet' } as const] : []),
    ],
    row(
      { text: '', tone: 'plain' },
      shown.map((column) => ({ text: column.title, tone: 'quiet' })),
    ),
    ...nodes.map((node, index) => {
      const why = attention.get(node.name);
      const figures = shown.map((column) => ({ text: column.figure(node), tone: column.tone(node) }));
      const line = row({ text: names[index]!, tone: why ? 'attention' : 'plain' }, figures);
      const room = width - nameWidth - taken - gap;
      return why && room > 0
        ? [
            ...line,
            { text: ' '.repeat(gap) + (lengthOf(why.short) <= room ? why.short : '!'), tone: 'attention' as const },
          ]
        : line;
    }),
    ...alarms.filter(({ on }) => on).flatMap((alarm) => wrapped(alarmWords(alarm), width)),
  ];
}

const alarmWords = ({ id, page }: FiredAlarm): Piece[] =>
  [`ALARM ${printable(id)}`, ...(page === undefined ? [] : [printable(page)])].map((text) => ({ text, tone: 'lost' }));

const lostWords = `${lostHelp.before}"${lostHelp.command}"${lostHelp.after}`
  .split(' ')
  .map((text): Piece => ({ text, tone: 'lost' }));

/** "12,480 entered = 12,080 delivered + …", in as many lines as it needs. */
const equation = (counts: VerdictCounts, name: string, width: number): Piece[][] =>
  wrapped(
    terms.map(({ name: term, word }, index) => {
      const sign = signBefore(index);
      const number = counts[term];
      const tone = term === 'lost' && number > 0 ? 'lost' : index === 0 || term === 'lost' ? 'strong' : 'plain';
      return { text: `${index === 0 ? name : `${sign} `}${exactly(number)} ${word}`, tone };
    }),
    width,
  );

/** Pieces in a row, with a space between them; those for which there is no room begin the next line. */
function wrapped(all: readonly Piece[], width: number): Piece[][] {
  const lines: Piece[][] = [];
  let left = 0;
  for (const { text, tone } of all) {
    const piece = { text: cut(text, width), tone };
    const last = lines.at(-1);
    if (last && lengthOf(piece.text) + 1 <= left) {
      last.push({ text: ' ', tone: 'plain' }, piece);
      left -= lengthOf(piece.text) + 1;
    } else {
      lines.push([piece]);
      left = width - lengthOf(piece.text);
    }
  }
  return lines;
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
