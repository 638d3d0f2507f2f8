import { keptElsewhere } from './kept-elsewhere.ts';
import { erasureReport, saidOf } from './erasure-report.ts';
import { erasureStores } from './stores.ts';
import { User } from './whose.ts';
import type { ErasableStage } from './kept-elsewhere.ts';

/** Erases one user in every store of a stage; without `sure`, says what it would do. True where nothing is left to do. */
export async function erase(
  stage: ErasableStage,
  { user: id, sure }: { user: string; sure: boolean },
  say: (line: string) => void,
): Promise<boolean> {
  const user = new User(id);
  const browsers = new Set<string>();
  let isDone = true;
  let theirs = 0;
  for (const store of erasureStores(stage, browsers)) {
    const erased = await store.erase(user, sure);
    say(saidOf(store, erased, sure));
    for (const problem of erased.problems) say(`  ${problem}`);
    isDone &&= erased.problems.length === 0;
    theirs += erased.theirs + erased.earlier;
  }
  for (const line of erasureReport({ browsers, theirs, sure, isDone, kept: keptElsewhere(stage) })) say(line);
  return isDone;
}
