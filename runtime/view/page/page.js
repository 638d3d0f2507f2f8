import { readState } from './connection.js';
import { Lookout } from './attention.js';
import { showAlarms } from './alarms.js';
import { showPipeline } from './diagram.js';
import { byId, say, write } from './elements.js';
import { terms } from './equation.js';
import { showFaults } from './faults.js';
import { showFigures } from './figures.js';
import { elapsed, exactly } from './format.js';
import { showNewest, showNotes, showParked } from './lists.js';
import { offerProbes } from './probes.js';
import { showVerdict } from './verdict.js';
/** @import { ViewState } from '../state.ts' */
/** @import { Attention } from './attention.js' */

/** Milliseconds from an answer to the next question. */
const pause = { running: 1000, gone: 2000 };
/** Milliseconds from one summary to the next that is read out. */
const quiet = 20_000;

const lookout = new Lookout();
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
  showVerdict(state.verdict);
  showAlarms(state.alarms);
  const attention = lookout.look(state, performance.now());
  showFaults(state.faults);
  await showPipeline(state, attention);
  showFigures(state, attention);
  offerProbes(state.probes);
  showNewest(state.newest);
  showParked(state.parked);
  showNotes(state.notes);
  summarize(state, attention);
}

/**
 * @param {ViewState} state
 * @param {ReadonlyMap<string, Attention>} attention
 */
function summarize({ verdict, alarms }, attention) {
  if (performance.now() - lastSummary < quiet) return;
  lastSummary = performance.now();
  const counts = terms.map(({ name, word }) => `${exactly(verdict[name])} ${word}`).join(', ');
  const nodes = [...attention].map(([name, { short }]) => `${name}: ${short}`);
  const fired = alarms.filter(({ on }) => on).map(({ id }) => `Alarm ${id}`);
  write(byId('summary'), [`Events: ${counts}`, ...fired, ...nodes].join('. '));
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
void refresh();
