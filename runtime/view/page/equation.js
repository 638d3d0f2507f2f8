// What became of every event, in the words of the page and of the terminal.

/** @import { VerdictCounts } from '../../contracts/verdict.ts' */

/**
 * The terms of the equation, in its order: the first equals the sum of the others.
 *
 * @type {readonly { name: keyof VerdictCounts, word: string, meaning: string }[]}
 */
export const terms = [
  { name: 'entered', word: 'entered', meaning: 'accepted by a source' },
  { name: 'delivered', word: 'delivered', meaning: 'in the sink' },
  { name: 'superseded', word: 'superseded', meaning: 'the sink has a newer one' },
  { name: 'parked', word: 'parked', meaning: 'in a failure store, with a reason' },
  { name: 'dropped', word: 'dropped', meaning: 'left out by a drop rule' },
  { name: 'inFlight', word: 'in flight', meaning: 'on the way, or being retried' },
  { name: 'lost', word: 'lost', meaning: 'none of these' },
];

/**
 * What stands before a term.
 *
 * @param {number} index
 */
export const signBefore = (index) => (index === 0 ? '' : index === 1 ? '=' : '+');

/** What to do when something is lost: a sentence around a command. */
export const lostHelp = {
  before: 'Lost events were accepted and are in no sink and in no failure store. Stop the run, then run ',
  command: 'npm run local -- --check',
  after: ': it names each lost event and prints the errors that the functions logged.',
};
