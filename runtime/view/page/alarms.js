import { byId, element, part, say, showList, write } from './elements.js';
/** @import { FiredAlarm } from '../state.ts' */

/** The alarms that fired when the page looked last. @type {ReadonlySet<string>} */
let firing = new Set();

/** The alarms that have fired, each with its page of the runbook. @param {readonly FiredAlarm[]} alarms */
export function showAlarms(alarms) {
  byId('alarms-card').hidden = alarms.length === 0;
  const on = alarms.filter((alarm) => alarm.on);
  write(byId('alarms-count'), on.length > 0 ? `${on.length} firing` : '');
  for (const { id, description } of on) if (!firing.has(id)) say(`Alarm ${id}: ${description}`);
  firing = new Set(on.map(({ id }) => id));
  showList(
    byId('alarms'),
    alarms,
    ({ id }) => id,
    alarmItem,
    (item, alarm) => {
      item.dataset['state'] = alarm.on ? 'alarm' : 'ok';
      write(part(item, 'state'), alarm.on ? 'firing' : 'over');
    },
  );
}

/** @param {FiredAlarm} alarm */
function alarmItem({ id, description, page }) {
  const link = page === undefined ? [] : [pageLink(page)];
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('p', { class: 'reason' }, id, ' ', element('span', { class: 'tally', 'data-part': 'state' })),
      element('p', { class: 'muted' }, description),
    ),
    ...link,
  );
}

/** @param {string} page */
const pageLink = (page) =>
  element(
    'a',
    { href: `/runbook?${new URLSearchParams({ page })}`, target: '_blank', rel: 'noopener', class: 'runbook' },
    'Runbook',
    element('span', { class: 'unseen' }, ` page ${page}, in a new window`),
  );
