import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveTerminal, type TerminalOutput } from '../../runtime/view/live-terminal.ts';
import type { ViewState } from '../../runtime/view/state.ts';
import { Lookout } from '../../runtime/view/page/attention.js';
import * as terminal from '../../runtime/view/terminal.ts';
import { FakeRun } from '../browser/fake-run.ts';

let run: FakeRun;
beforeEach(() => {
  run = new FakeRun();
  run.feed(1500);
});

const attention = (state: ViewState) => new Lookout().look(state, 0);
const terminalLines = (state: ViewState, width: number) => terminal.terminalLines(state, attention(state), width);
const colouredLines = (state: ViewState, width: number) => terminal.colouredLines(state, attention(state), width);

describe('the lines of the terminal', () => {
  it('show one hop each', () => {
    const { nodes, ...state } = run.state();
    expect(terminalLines({ ...state, nodes: nodes.slice(0, 4) }, 100)).toEqual([
      '1,500 entered = 1,100 delivered + 300 superseded + 88 parked + 12 dropped + 0 in flight + 0 lost',
      'product-search-dev  0:27',
      '               in    out  parked  dropped  lag p50     p99',
      'Table       1,500  1,500       0        0     3 ms    9 ms',
      'Changes     1,500  1,500       0        0   140 ms  900 ms',
      'Indexer     1,500  1,500      88       12   420 ms   2.3 s',
      'Engine      1,500      0       0        0   780 ms   6.1 s',
    ]);
  });

  it('end with the alarms that fire, and their pages', () => {
    const alarms = () => terminalLines(run.state(), 80).filter((line) => line.startsWith('ALARM'));
    expect(alarms()).toEqual([]);
    run.setFault('index.request-503', true);
    expect(alarms()).toEqual(['ALARM Indexer/Stuck docs/runbook/indexer-stuck.md']);
    const over = { ...run.state(), alarms: run.state().alarms.map((alarm) => ({ ...alarm, on: false })) };
    expect(terminalLines(over, 80).filter((line) => line.startsWith('ALARM'))).toEqual([]);
  });

  it('leave out the least important figures where there is no room, and are never too wide', () => {
    const header = (width: number) =>
      terminalLines(run.state(), width)
        .find((line) => / in\b.*(out|$)/.test(line) && !line.includes('flight'))!
        .trim()
        .split(/ {2,}/);
    expect(header(62)).toEqual(['in', 'out', 'parked', 'dropped', 'lag p50', 'p99']);
    expect(header(55)).toEqual(['in', 'out', 'parked', 'dropped', 'p99']);
    expect(header(47)).toEqual(['in', 'out', 'parked', 'dropped']);
    expect(header(23)).toEqual(['in']);
    for (let width = 1; width < 120; width++)
      for (const line of terminalLines(run.state(), width)) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('cut long names', () => {
    const state = run.state();
    const nodes = [{ ...state.nodes[0]!, name: 'CatalogueEnrichmentFunction' }];
    expect(terminalLines({ ...state, nodes }, 64).at(-1)).toMatch(/^CatalogueEnr\S*…/);
  });

  it('hold nothing that a terminal would obey', () => {
    const state = run.state();
    const nodes = [{ ...state.nodes[0]!, name: 'a\u001b[2Jb\r\n\u009bc' }];
    expect(terminalLines({ ...state, title: '\u001b]0;x\u0007t', nodes }, 80).join('')).not.toMatch(/\p{Cc}/u);
  });

  it('are the same in colour', () => {
    const plain = colouredLines(run.state(), 70).map((line) => line.replace(/\p{Cc}\[\d+m/gu, ''));
    expect(plain).toEqual(terminalLines(run.state(), 70));
  });

  it('break the equation where there is no room for it', () => {
    expect(terminalLines(run.state(), 80).slice(0, 2)).toEqual([
      '1,500 entered = 1,100 delivered + 300 superseded + 88 parked + 12 dropped',
      '+ 0 in flight + 0 lost',
    ]);
  });

  it('name each sink where there are several, and say what to look at when something is lost', () => {
    const counts = { entered: 10, delivered: 7, superseded: 0, parked: 0, dropped: 0, inFlight: 1, lost: 2 };
    const sinks = [{ ...counts, sink: 'lake' }];
    const state = { ...run.state(), verdict: { ...counts, sinks } };
    const lines = terminalLines(state, 200);
    expect(lines[1]).toBe(
      'lake: 10 entered = 7 delivered + 0 superseded + 0 parked + 0 dropped + 1 in flight + 2 lost',
    );
    expect(lines[2]).toMatch(/^Lost events were accepted .* "npm run local -- --check"/);
    expect(colouredLines(state, 200)[0]).toContain('\u001b[1;31m+ 2 lost');
  });

  it('say which node is under a fault, in words and in colour', () => {
    run.setFault('stream.delay', true);
    const line = (lines: string[]) => lines.find((one) => one.includes('Changes'))!;
    expect(line(terminalLines(run.state(), 80))).toMatch(/ {2}1 fault on$/);
    expect(line(terminalLines(run.state(), 60))).toMatch(/ms {2}!$/);
    expect(line(colouredLines(run.state(), 80))).toContain('\u001b[33mChanges');
    run.setFault('stream.delay', false);
    expect(colouredLines(run.state(), 80).join('')).not.toContain('\u001b[33m');
  });
});

/** Three above the nodes, and one below them. */
const lines = (): number => run.state().nodes.length + 4;

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
    expect(all().startsWith(`\u001b[${lines()}A\r`)).toBe(true);
    expect(all()).toContain('1,501');
    expect(all().split('\n')).toHaveLength(lines() + 1);
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
    const coloured = '\u001b[1m';
    shown({ isTTY: true }, {});
    expect(all()).toContain(coloured);
    written = [];
    shown({ isTTY: true }, { NO_COLOR: '1' });
    expect(all()).not.toContain(coloured);
  });

  it('fits into a low terminal', () => {
    shown({ isTTY: true, columns: 80, rows: 6 }, { NO_COLOR: '1' });
    expect(all()).toContain(`… ${run.state().nodes.length} more`);
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
    expect(all().startsWith(`\u001b[${lines()}A\r\u001b[Jreplayed\n`)).toBe(true);
    expect(all()).toContain('Indexer');
  });
});
