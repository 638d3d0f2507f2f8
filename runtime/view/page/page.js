import { readState } from './connection.js';
import { chooseFigures, showPipeline } from './diagram.js';
import { byId, say, write } from './elements.js';
import { count, elapsed, plural } from './format.js';
import { showFaults, showNewest, showNotes, showParked } from './lists.js';
import { offerSearch } from './search.js';
/** @import { ViewState } from '../state.ts' */

/** Milliseconds from an answer to the next question. */
const pause = { running: 1000, gone: 2000 };
/** Milliseconds from one summary to the next that is read out. */
const quiet = 20_000;

let stopped = false;
/** @type {'running' | 'paused' | 'gone'} */
let status = 'running';
let lastSummary = 0;

async function refresh() {
  try {
    if (!stopped && !document.hidden) await show(await readState().catch(() => undefined));
  } finally {
    setTimeout(() => void refresh(), status === 'gone' ? pause.gone : pause.running);
  }
}

/** @param {(ViewState & { shape: string }) | undefined} state */
async function show(state) {
  if (stopped) return;
  tell(state ? 'running' : 'gone');
  if (!state) return;
  document.title = `${state.title} · local run`;
  write(byId('title'), state.title);
  write(byId('elapsed'), elapsed(state.now - state.startedAt));
  const figures = figuresOf(state);
  for (const [name, number] of Object.entries(figures)) {
    write(byId(`total-${name}`), count(number));
    byId(`total-${name}`).classList.toggle('some', number > 0);
  }
  showNewest(state.newest);
  showParked(state.parked);
  showFaults(state.faults);
  showNotes(state.notes);
  summarize(figures);
  await showPipeline(state);
}

/** @param {ViewState} state */
function figuresOf({ entered, nodes, faults }) {
  const sum = (/** @type {readonly number[]} */ numbers) => numbers.reduce((total, one) => total + one, 0);
  return {
    entered,
    delivered: sum(nodes.map(({ delivered }) => delivered)),
    superseded: sum(nodes.map(({ superseded }) => superseded)),
    parked: sum(nodes.map(({ parked }) => parked)),
    dropped: sum(nodes.map(({ dropped }) => dropped)),
    struck: sum(faults.map(({ struck }) => struck)),
  };
}

/** @param {ReturnType<typeof figuresOf>} figures */
function summarize({ entered, delivered, superseded, parked, dropped }) {
  if (performance.now() - lastSummary < quiet) return;
  lastSummary = performance.now();
  const ends = Object.entries({ delivered, superseded, parked, dropped });
  const sentence = ends.map(([end, number]) => `${count(number)} ${end}`).join(', ');
  write(byId('summary'), `${plural(entered, 'record')} entered, ${sentence}.`);
}

/** @param {typeof status} next */
function tell(next) {
  if (next === status) return;
  status = next;
  const words = { running: 'Running', paused: 'Page paused; the pipeline keeps running', gone: 'The run has ended' };
  document.documentElement.dataset['status'] = next;
  write(byId('status'), words[next]);
  say(words[next]);
}

byId('pause').addEventListener('click', () => {
  stopped = !stopped;
  write(byId('pause'), stopped ? 'Resume the page' : 'Pause the page');
  tell(stopped ? 'paused' : 'running');
});
document.documentElement.dataset['status'] = status;
chooseFigures();
offerSearch();
void refresh();
