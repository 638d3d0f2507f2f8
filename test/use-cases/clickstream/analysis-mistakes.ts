import type { Mistake } from '../../../scripts/prove/mistake.ts';

const analysis = 'processors/analysis/';
const closer = 'processors/closer/';
const lib = 'processors/lib/analysis/';

/** Mistakes of what makes sessions and offers of events. The rules themselves are what the vectors of the specification are for. */
export const analysisMistakes: readonly Mistake[] = [
  {
    mistake: 'takes events for analysed that are not',
    file: `${analysis}batch-run.ts`,
    find: 'response: lowestFailed(this.#failed)',
    replace: 'response: lowestFailed(new Set())',
  },
  {
    mistake: 'remembers events before it has written what follows from them',
    file: `${lib}commit.ts`,
    find: 'const written: Written = { sessions: 0, offers: 0 };',
    replace:
      'const written: Written = { sessions: 0, offers: 0 };\n  if (!(await rows.put(user, { state: analysis.toState(), seen }, was, analysis.nextEnd()))) return undefined;\n  was++;',
  },
  {
    mistake: 'writes a user over what another invocation has written',
    file: `${lib}user-rows.ts`,
    find: "ConditionExpression: '#version = :was',\n              ExpressionAttributeNames: { '#version': 'version' },\n              ExpressionAttributeValues: { ':was': { N: String(was) } },",
    replace: "ConditionExpression: 'attribute_exists(pk)',",
  },
  {
    mistake: 'reads the first line of a record alone',
    file: `${analysis}batch.ts`,
    find: ".split('\\n')",
    replace: ".split('\\n', 1)",
  },
  {
    mistake: 'keeps no event that it leaves out',
    file: `${analysis}left-out.ts`,
    find: 'if (leftOut.length === 0) return;',
    replace: 'if (leftOut.length < 1_000) return;',
  },
  {
    mistake: 'takes an event that the stream has twice for two',
    file: `${lib}user-analysis.ts`,
    find: "if (this.#recent.has(id)) return 'repeated';",
    replace: '',
  },
  {
    mistake: 'closes sessions of some users alone',
    file: `${closer}due-users.ts`,
    find: 'slot < dueSlots; slot++',
    replace: 'slot < dueSlots; slot += 4',
  },
  {
    mistake: 'makes no offers when a session ends',
    file: `${lib}user-analysis.ts`,
    find: 'rule.has.every(has) && !rule.hasNot.some(has)',
    replace: 'rule.has.every(has) && rule.hasNot.some(has)',
  },
];
