/** What is measured, its figure, and whether that is as good as it should be. */
export type Row = readonly [what: string, figure: string, target: string];

export interface Section {
  /** How the figures were taken. */
  readonly title: string;
  /** What the figures are. */
  readonly unit: string;
  readonly rows: readonly Row[];
}

/** A section in Markdown, as docs/performance.md has it. */
export const printed = ({ title, unit, rows }: Section): string =>
  [`${title}\n`, `| | ${unit} | target |`, '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );

export const atMost = (limit: number, unit: string, figure: number): string =>
  `at most ${limit}${unit}: ${verdict(figure, figure <= limit)}`;
export const atLeast = (limit: number, figure: number): string =>
  `at least ${limit}: ${verdict(figure, figure >= limit)}`;

const verdict = (figure: number, met: boolean): string =>
  Number.isNaN(figure) ? 'not measured' : met ? 'met' : '**missed**';
