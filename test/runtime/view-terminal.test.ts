import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveTerminal, type TerminalOutput } from '../../runtime/view/live-terminal.ts';
import type { ViewState } from '../../runtime/view/state.ts';
import { colouredLines, terminalLines } from '../../runtime/view/terminal.ts';
import { FakeRun } from '../browser/fake-run.ts';

let run: FakeRun;
beforeEach(() => {
  run = new FakeRun();
  run.feed(1500);
});

describe('the lines of the terminal', () => {
  it('show one hop each', () => {
    const { nodes, ...state } = run.state();
    expect(terminalLines({ ...state, nodes: nodes.slice(0, 4) }, 80)).toEqual([
      'product-search-dev  0:27',
      '               in    out  parked  dropped  lag p50      p99',
      'Table       1,500  1,500       0        0     3 ms     9 ms',
      'Changes     1,500  1,500       0        0   140 ms   900 ms',
      'Indexer     1,500  1,500      88       12   420 ms    2.3 s',
      'Search      1,500      0       0        0   780 ms  1.0 min',
    ]);
  });

  it('leave out the least important figures where there is no room, and are never too wide', () => {
    const header = (width: number) => terminalLines(run.state(), width)[1]!.trim().split(/ {2,}/);
    expect(header(60)).toEqual(['in', 'out', 'parked', 'dropped', 'lag p50', 'p99']);
    expect(header(52)).toEqual(['in', 'out', 'parked', 'dropped', 'p99']);
    expect(header(44)).toEqual(['in', 'out', 'parked', 'dropped']);
    expect(header(20)).toEqual(['in']);
    for (let width = 1; width < 120; width++)
      for (const line of terminalLines(run.state(), width)) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('cut long names', () => {
    const state = run.state();
    const nodes = [{ ...state.nodes[0]!, name: 'CatalogueEnrichmentFunction' }];
    expect(terminalLines({ ...state, nodes }, 60)[2]).toMatch(/^CatalogueEnr\S*…/);
  });

  it('hold nothing that a terminal would obey', () => {
    const state = run.state();
    const nodes = [{ ...state.nodes[0]!, name: 'a\u001b[2Jb\r\n\u009bc' }];
    expect(terminalLines({ ...state, title: '\u001b]0;x\u0007t', nodes }, 80).join('')).not.toMatch(/\p{Cc}/u);
  });

  it('are the same in colour', () => {
    const plain = colouredLines(run.state(), 70).map((line) => line.replace(/\p{Cc}\[\d+m/gu, ''));
    expect(plain).toEqual(terminalLines(run.state(), 70));
    expect(colouredLines(run.state(), 70).join('')).toContain('\u001b[33m');
  });
});

describe('the live view', () => {
  let written: string[];
  const open: LiveTerminal[] = [];
  beforeEach(() => {
    written = [];
    jest.useFakeTimers();
  });
  afterEach(() => {
    for (const terminal of open.splice(0)) terminal.close();
    jest.useRealTimers();
  });

  const shown = (output: Partial<TerminalOutput>, environment: Record<string, string>): LiveTerminal => {
    const state = (): ViewState => run.state();
    const terminal = new LiveTerminal({ write: (text) => written.push(text), ...output }, environment, state);
    open.push(terminal);
    return terminal;
  };
  const all = () => written.join('');

  it('draws over itself on a terminal, four times a second', () => {
    shown({ isTTY: true, columns: 80, rows: 40 }, {});
    written = [];
    run.feed(1);
    jest.advanceTimersByTime(250);
    expect(all().startsWith('\u001b[11A\r')).toBe(true);
    expect(all()).toContain('1,501');
    expect(all().split('\n')).toHaveLength(12);
  });

  it('hides the cursor, and gives it back once', () => {
    const before = process.listenerCount('exit');
    const terminal = shown({ isTTY: true }, {});
    expect(written[0]).toBe('\u001b[?25l');
    terminal.close();
    terminal.close();
    expect(all().split('\u001b[?25h')).toHaveLength(2);
    expect(all().endsWith('\u001b[?25h')).toBe(true);
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('draws no more once it is closed', () => {
    shown({ isTTY: true }, {}).close();
    written = [];
    jest.advanceTimersByTime(60_000);
    expect(written).toEqual([]);
  });

  it('has colour on a terminal, unless NO_COLOR says otherwise', () => {
    const coloured = '\u001b[33m';
    shown({ isTTY: true }, {});
    expect(all()).toContain(coloured);
    written = [];
    shown({ isTTY: true }, { NO_COLOR: '1' });
    expect(all()).not.toContain(coloured);
  });

  it('fits into a low terminal', () => {
    shown({ isTTY: true, columns: 80, rows: 6 }, { NO_COLOR: '1' });
    expect(all()).toContain('… 7 more');
    expect(all().split('\n')).toHaveLength(6);
  });

  it('writes plain lines elsewhere, when something has changed', () => {
    shown({}, {});
    shown({ isTTY: true }, { TERM: 'dumb' });
    expect(all()).not.toContain('\u001b');
    written = [];
    jest.advanceTimersByTime(20_000);
    expect(written).toEqual([]);
    run.feed(1);
    jest.advanceTimersByTime(5000);
    expect(all()).toContain('1,501');
  });

  it('lets others write lines that stay above', () => {
    const terminal = shown({ isTTY: true, columns: 80 }, {});
    written = [];
    terminal.print('replayed');
    expect(all().startsWith('\u001b[11A\r\u001b[Jreplayed\n')).toBe(true);
    expect(all()).toContain('Indexer');
  });
});
