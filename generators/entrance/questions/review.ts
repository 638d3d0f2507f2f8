import { idleInWords, idleOf } from '../../core/consequence.ts';
import { presetOf, type Option } from '../../core/option.ts';
import { lockedValue, lockedValues } from '../../core/policy/rule.ts';
import { written } from '../../core/problem.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { optionsOf } from '../../core/use-cases.ts';
import { Interrupted } from '../interruption.ts';
import { twoColumns } from '../terminal/wrap.ts';
import { back, type Asker } from './asker.ts';
import { flagOf } from '../flags/option-flags.ts';
import { isEssential } from './questions.ts';

/** Everything that is about to be written. */
export interface Draft {
  useCase: AnyUseCase;
  answers: Record<string, unknown>;
  folder: string;
  /** Keys whose answer the user may change. */
  changeable: readonly string[];
  canGoBack: boolean;
}

export type Verdict = 'write' | 'go back' | { change: string };

/** Shows all answers and what they cost, and asks whether to write. Rejects with `Interrupted` on "cancel". */
export async function reviewed(asker: Asker, draft: Draft): Promise<Verdict> {
  asker.tell(summaryOf(draft, asker.width));
  const details = draft.changeable.filter((key) => isDetail(key, draft)).map(flagOf);
  const chosen = await asker.select({
    name: 'review',
    message: 'Write the project?',
    choices: [
      { value: 'write', says: `to ${draft.folder}` },
      {
        value: 'change',
        says: details.length > 0 ? `an answer, or add a detail: ${details.join(', ')}` : 'an answer',
      },
      { value: 'cancel', says: 'writes nothing' },
      ...(draft.canGoBack ? [{ value: back, says: 'go back' }] : []),
    ],
    default: 'write',
  });
  if (chosen === 'cancel') throw new Interrupted('Cancelled; nothing was written.');
  if (chosen === back) return 'go back';
  if (chosen === 'write') return chosen;
  const flag = await asker.select({
    name: 'change',
    message: 'Change which answer?',
    choices: [
      ...draft.changeable.map((each) => ({ value: flagOf(each), says: titleOf(each, draft) })),
      { value: back, says: 'back to the summary' },
    ],
  });
  const key = draft.changeable.find((each) => flagOf(each) === flag);
  return key === undefined ? reviewed(asker, draft) : { change: key };
}

const optionOf = (key: string, { useCase }: Draft): Option | undefined => optionsOf(useCase)[key];

const isDetail = (key: string, draft: Draft) => {
  const option = optionOf(key, draft);
  return option !== undefined && !isEssential(option) && draft.answers[key] === undefined;
};

const titleOf = (key: string, draft: Draft) => `${optionOf(key, draft)?.title ?? 'Use case'}: ${valueOf(key, draft)}`;

/** All answers, one a line, and what the project costs when nothing happens. */
function summaryOf(draft: Draft, width: number): string {
  const { useCase, answers, folder, changeable } = draft;
  const options = optionsOf(useCase);
  const locked = lockedValues(options);
  const keys = Object.keys(options).filter((key) => key in locked || changeable.includes(key));
  const rows: [string, string][] = [
    ['use-case', `${useCase.id}: ${useCase.title}`],
    ...keys.map((key): [string, string] => [flagOf(key), valueOf(key, draft)]),
    ['folder', folder],
    ['idle cost', `${idleInWords(idleOf(useCase, { ...locked, ...answers }))}, at list prices`],
  ];
  return `\nSummary\n${twoColumns(rows, width, '  ')}\n`;
}

/** The event that a project is built around where the user brings none. */
const exampleOf = ({ events }: Draft['useCase']): string => Object.values(events)[0]!.shipped;

function valueOf(key: string, draft: Draft): string {
  if (key === 'useCase') return draft.useCase.id;
  const option = optionOf(key, draft)!;
  const locked = lockedValue(option.rules);
  if (locked !== undefined) return `${written(locked)} (set by the organisation's policy)`;
  const answer = draft.answers[key];
  if (answer === undefined) {
    const preset = presetOf(option);
    if (preset !== undefined) return `${written(preset)} (default)`;
    return option.kind === 'document' ? `none (the example: ${exampleOf(draft.useCase)})` : 'none';
  }
  if (typeof answer === 'string' || Array.isArray(answer)) return written(answer);
  const { title } = answer as { title?: unknown };
  return typeof title === 'string' ? title : 'given';
}
