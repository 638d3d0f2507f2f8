import type { DetectorSettings } from '../detector-settings.ts';
import type { Stage } from '../stage.ts';

/** The delays of a stage as its functions read them: both have to go by the same fence. */
export function delaysInSeconds({ name, analytics }: Stage & { analytics: DetectorSettings }): string {
  const seconds = Object.entries(analytics.sourceDelays).map(([source, delay]) => [source, delay.toSeconds()] as const);
  const wrong = seconds.find(([, each]) => each > 86_400);
  if (wrong)
    throw new Error(
      `${name}: analytics.sourceDelays: ${wrong[0]}: ${wrong[1]} s: expected a day at most. Set it in infra/config.ts.`,
    );
  return JSON.stringify(Object.fromEntries(seconds));
}
