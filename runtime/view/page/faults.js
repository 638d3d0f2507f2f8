import { problemOf, setFault } from './connection.js';
import { byId, element, part, say, showList, write } from './elements.js';
import { count } from './format.js';
/** @import { FaultSwitch } from '../state.ts' */

/** Switches whose change is on its way show what was wished. @type {Set<string>} */
const underWay = new Set();

/** The switches, by the nodes where their faults strike. @param {readonly FaultSwitch[]} faults */
export function showFaults(faults) {
  byId('no-faults').hidden = faults.length > 0;
  byId('fault-hint').hidden = faults.length === 0;
  const struck = faults.reduce((sum, one) => sum + one.struck, 0);
  write(byId('struck'), struck > 0 ? `struck ${count(struck)} times` : '');
  const groups = Map.groupBy(faults, ({ nodes }) => nodes.join(', '));
  showList(
    byId('faults'),
    [...groups],
    ([nodes]) => nodes,
    ([nodes]) =>
      element(
        'div',
        { class: 'group', role: 'group', 'aria-label': nodes },
        element('p', { class: 'where' }, ...breakable(nodes)),
        element('ul', { 'data-part': 'switches' }),
      ),
    (group, [, members]) =>
      showList(
        part(group, 'switches'),
        members,
        ({ point }) => point,
        faultSwitch,
        (item, { point, on, struck: times }) => {
          if (!underWay.has(point)) /** @type {HTMLInputElement} */ (part(item, 'switch')).checked = on;
          write(part(item, 'struck'), times > 0 ? `${count(times)}×` : '');
        },
      ),
  );
}

/** A long name may break before a capital letter. @param {string} name */
const breakable = (name) => name.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word) => [element('wbr', {}), word]);

/** @param {FaultSwitch} fault */
function faultSwitch({ point, title, explanation, source }) {
  const about = `about-${point}`;
  const input = element('input', {
    type: 'checkbox',
    role: 'switch',
    'aria-describedby': about,
    'data-part': 'switch',
    'data-point': point,
  });
  input.addEventListener('change', () => void switched(input, point, title));
  return element(
    'li',
    {},
    element('label', {}, input, element('span', {}, title)),
    element('span', { class: 'struck', 'data-part': 'struck', title: 'How often this fault struck' }),
    element(
      'p',
      { class: 'about', id: about },
      explanation,
      ' ',
      element('span', { class: 'source' }, `Documented in: ${source}.`),
    ),
  );
}

/**
 * @param {HTMLInputElement} input
 * @param {string} point
 * @param {string} title
 */
async function switched(input, point, title) {
  const on = input.checked;
  underWay.add(point);
  try {
    await setFault(point, on);
    say(`${title} is ${on ? 'on' : 'off'}`);
  } catch (error) {
    input.checked = !on;
    say(`${title} stays ${on ? 'off' : 'on'}: ${problemOf(error)}`);
  } finally {
    underWay.delete(point);
  }
}
