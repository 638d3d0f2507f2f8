import { problemOf, replay } from './connection.js';
import { byId, element, say, showList, write } from './elements.js';
import { plural } from './format.js';
/** @import { ParkedRecords, ViewEvent } from '../state.ts' */

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** @param {number} at */
const time = (at) => element('time', { datetime: new Date(at).toISOString() }, clock.format(at));

/** @param {readonly ViewEvent[]} events */
export function showNewest(events) {
  byId('no-events').hidden = events.length > 0;
  showList(
    byId('newest'),
    events,
    ({ at, id, what }) => JSON.stringify([at, id, what]),
    ({ at, id, what }) =>
      element('li', {}, time(at), element('span', { class: 'id' }, id), element('span', { class: 'what' }, what)),
    () => {},
  );
}

/** @param {readonly ParkedRecords[]} parked */
export function showParked(parked) {
  const list = byId('parked');
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  byId('none-parked').hidden = parked.length > 0;
  const records = parked.reduce((sum, one) => sum + one.records, 0);
  write(byId('parked-count'), records > 0 ? plural(records, 'record') : '');
  showList(
    list,
    parked,
    ({ key }) => key,
    parkedItem,
    () => {},
  );
  // a keyboard user continues with the next object
  if (focused && !focused.isConnected) (list.querySelector('button') ?? byId('parked-title')).focus();
}

/** @param {ParkedRecords} parked */
function parkedItem({ key, kind, at, records, reason }) {
  const button = element('button', { type: 'button', 'aria-label': `Replay ${key}` }, 'Replay');
  button.addEventListener('click', () => void replayed(button, key));
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('p', { class: 'reason' }, reason),
      element('p', { class: 'muted' }, `${kind} · ${plural(records, 'record')} · `, time(at)),
      element('p', { class: 'key' }, key),
    ),
    button,
  );
}

/**
 * A disabled button would lose the focus: while it works, it stays and does nothing.
 *
 * @param {HTMLButtonElement} button
 * @param {string} key
 */
async function replayed(button, key) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  write(button, 'Replaying');
  try {
    await replay(key);
    write(button, 'Replayed');
    say(`Replayed ${key}`);
  } catch (error) {
    button.removeAttribute('aria-disabled');
    write(button, 'Replay');
    say(`Not replayed: ${problemOf(error)}`);
  }
}

/** @param {readonly string[]} notes */
export function showNotes(notes) {
  byId('notes-card').hidden = notes.length === 0;
  showList(
    byId('notes'),
    notes,
    (note) => note,
    (note) => element('li', {}, note),
    () => {},
  );
}
