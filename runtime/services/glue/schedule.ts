const minute = 60_000;
const day = 24 * 60 * minute;

/** What a schedule of a run needs of an expression such as cron(25 * * * ? *): how often, and at which times of each day, in UTC. */
export interface CronTimes {
  /** Milliseconds from one time to the next; undefined where they differ. */
  readonly every: number | undefined;
  /** The first time after another one, epoch milliseconds. */
  after(time: number): number;
}

/**
 * Glue guide, monitor-data-warehouse-schedule: minutes, hours, day of month, month, day of week, year, at least five minutes apart. Throws
 * for what is not modelled.
 */
export function cronTimes(expression: string): CronTimes {
  const [, minutes = '', hours = '', rest] = /^cron\((\S+) (\S+) (.+)\)$/.exec(expression) ?? [];
  const ofDay = valuesOf(hours, 24).flatMap((each) => valuesOf(minutes, 60).map((of) => (each * 60 + of) * minute));
  if (ofDay.length === 0 || rest !== '* * ? *')
    throw new Error(`The schedule ${expression} is not modelled by the local runtime: times of each day alone are`);
  const gaps = new Set(ofDay.map((each, at) => (ofDay[at + 1] ?? ofDay[0]! + day) - each));
  if (Math.min(...gaps) < 5 * minute) throw new Error(`The times of ${expression} are less than five minutes apart`);
  return {
    every: gaps.size === 1 ? [...gaps][0]! : undefined,
    after: (time) => {
      const midnight = Math.floor(time / day) * day;
      const next = ofDay.find((each) => midnight + each > time);
      return next === undefined ? midnight + day + ofDay[0]! : midnight + next;
    },
  };
}

/** Of "25", "3,15", "*" or "0/6", in order. None of another text. */
function valuesOf(text: string, end: number): number[] {
  const all = Array.from({ length: end }, (_, each) => each);
  const [, from, step = '1'] = /^(\d+|\*)\/(\d+)$/.exec(text) ?? (text === '*' ? ['', '*'] : []);
  if (from !== undefined) {
    const first = from === '*' ? 0 : Number(from);
    return all.filter((each) => each >= first && (each - first) % Number(step) === 0);
  }
  return /^\d+(,\d+)*$/.test(text) ? all.filter((each) => text.split(',').map(Number).includes(each)) : [];
}
