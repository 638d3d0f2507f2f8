import type { Erased } from './erase-objects.ts';
import type { ErasureStore } from './stores.ts';

/** Ids of browsers that a report names. */
const mostBrowsers = 20;

/** What was found in a store, as one line: `lake: 12 rows in 3 of 40 files`. */
export function saidOf(
  { title, unit: [one, holder] }: Pick<ErasureStore, 'title' | 'unit'>,
  { theirs, naming, touched, of, earlier }: Erased,
  sure: boolean,
): string {
  const where = one === holder ? '' : ` in ${touched} of ${counted(of, holder)}`;
  return [
    `${title}: ${sure ? 'erased ' : ''}${counted(theirs, one)}${where}`,
    ...(earlier === 0 ? [] : [`${counted(earlier, 'earlier version')} of ${holder}s`]),
    ...(naming === 0 ? [] : [`${counted(naming, one)} of others with this id in it, left as they are`]),
  ].join('; ');
}

/** What stands below the lines of the stores. */
export function erasureReport({
  browsers,
  theirs,
  sure,
  isDone,
  kept,
}: {
  browsers: ReadonlySet<string>;
  theirs: number;
  sure: boolean;
  isDone: boolean;
  kept: readonly string[];
}): string[] {
  const named = [...browsers].slice(0, mostBrowsers).map((browser) => `  --user ${JSON.stringify(browser)}`);
  return [
    ...(named.length === 0
      ? []
      : ['Before a user signs in, events have the id of the browser. To erase these as well:', ...named]),
    'Not erased by this command:',
    ...kept.map((each) => `  ${each}`),
    ...(isDone ? [next(theirs, sure)] : ['Not everything could be done: see above.']),
  ];
}

function next(theirs: number, sure: boolean): string {
  if (sure) return 'Run it once more when the stream has forgotten the last event: it has to find nothing.';
  return theirs === 0 ? 'There is nothing to erase.' : 'Nothing was changed. To erase, add: --yes';
}

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
