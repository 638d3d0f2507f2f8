import type { Mistake } from '../../../scripts/prove/mistake.ts';

const rows = 'processors/lake-rows/';

/** Mistakes of what makes rows of lines. */
export const lakeMistakes: readonly Mistake[] = [
  {
    mistake: 'makes no row of a tombstone',
    file: `${rows}batch.ts`,
    find: 'if (!row) {',
    replace: "if (!row || row.kind === 'tombstone') {",
  },
  {
    mistake: 'gives rows of neighbours in a topic one identity',
    file: `${rows}row.ts`,
    find: '${String(partition)}/${String(offset)}`;',
    replace: '${String(partition)}/${String(offset).slice(0, -1)}`;',
  },
  {
    mistake: 'puts a row below the day on which it arrived',
    file: `${rows}event-day.ts`,
    find: 'near ? time : arrival',
    replace: 'near && !time ? time : arrival',
  },
  {
    mistake: 'leaves the line out of its row',
    file: `${rows}row.ts`,
    find: '    line,\n    line_base64',
    replace: '    line_base64',
  },
];
