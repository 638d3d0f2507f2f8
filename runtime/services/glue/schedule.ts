const minute = 60_000;
const hour = 60 * minute;

/** What a schedule of a run needs of an expression such as cron(25 * * * ? *): how often, and which minutes of which hours, in UTC. */
export interface CronTimes {
  /** Milliseconds from one time to the next; undefined where they differ, or where the day matters. */
  readonly every: number | undefined;
  /** The first time after another one, epoch milliseconds. */
  after(time: number): number;
}

/** Glue guide, monitor-data-warehouse-schedule: minutes, hours, day of month, month, day of week, year. Throws for what is not modelled. */
export function cronTimes(expression: string): CronTimes {
  const [, minutes = '', hours = '', rest] = /^cron\((\S+) (\S+) (.+)\)$/.exec(expression) ?? [];
  if (!/^\d+$/.test(minutes) || rest !== '* * ? *')
    throw new Error(
      `The schedule ${expression} is not modelled by the local runtime: of each day, a minute of some hours`,
    );
  const ofDay = hoursOf(hours);
  const gaps = new Set(ofDay.map((each, at) => (ofDay[(at + 1) % ofDay.length]! - each + 24) % 24 || 24));
  return {
    every: gaps.size === 1 ? [...gaps][0]! * hour : undefined,
    after: (time) => {
      let next = Math.floor(time / hour) * hour + Number(minutes) * minute;
      while (next <= time || !ofDay.includes(new Date(next).getUTCHours())) next += hour;
      return next;
    },
  };
}

function hoursOf(text: string): number[] {
  const all = Array.from({ length: 24 }, (_, each) => each);
  if (text === '*') return all;
  const [, from, step] = /^(\d+|\*)\/(\d+)$/.exec(text) ?? [];
  if (step !== undefined) {
    const first = from === '*' ? 0 : Number(from);
    return all.filter((each) => each >= first && (each - first) % Number(step) === 0);
  }
  return text.split(',').map(Number);
}
