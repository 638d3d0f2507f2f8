import { byId, element, part, showList, write } from './elements.js';
import { lostHelp, signBefore, terms } from './equation.js';
import { exactly } from './format.js';
/** @import { ViewVerdict } from '../../contracts/verdict.ts' */

/** The equation of the run, and of each sink where there are several. @param {ViewVerdict} verdict */
export function showVerdict(verdict) {
  const list = byId('equation');
  showList(
    list,
    [...terms.entries()],
    ([, { name }]) => name,
    ([index, { name, word, meaning }]) =>
      element(
        'div',
        { class: `term ${name}` },
        element('span', { class: 'sign', 'aria-hidden': 'true' }, signBefore(index)),
        element('dt', {}, word),
        element('dd', { class: 'figure', 'data-part': 'figure' }),
        element('dd', { class: 'muted' }, meaning),
      ),
    (term, [, { name }]) => {
      write(part(term, 'figure'), exactly(verdict[name]));
      term.classList.toggle('some', verdict[name] > 0);
    },
  );
  byId('lost-help').hidden = verdict.lost === 0;
  if (verdict.lost > 0 && byId('lost-help').childElementCount === 0)
    byId('lost-help').append(lostHelp.before, element('code', {}, lostHelp.command), lostHelp.after);
  showSinks(verdict);
}

/** @param {ViewVerdict} verdict */
function showSinks({ sinks }) {
  byId('sinks').hidden = sinks.length === 0;
  const head = byId('sink-terms');
  if (head.childElementCount === 1) head.append(...terms.map(({ word }) => element('th', { scope: 'col' }, word)));
  showList(
    byId('sink-rows'),
    sinks,
    ({ sink }) => sink,
    ({ sink }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, sink),
        ...terms.map(({ name, word }) => element('td', { 'data-part': name, 'data-word': word })),
      ),
    (row, counts) => {
      for (const { name } of terms) write(part(row, name), exactly(counts[name]));
      row.classList.toggle('lost', counts.lost > 0);
    },
  );
}
