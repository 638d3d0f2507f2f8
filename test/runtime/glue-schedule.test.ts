import { describe, expect, it } from '@jest/globals';
import { cronTimes } from '../../runtime/services/glue/schedule.ts';

describe('the times of a schedule', () => {
  const at = (text: string) => Date.parse(`2026-11-01T${text}Z`);
  it.each([
    ['cron(25 * * * ? *)', '07:24:59', '07:25:00', 1],
    ['cron(25 * * * ? *)', '07:25:00', '08:25:00', 1],
    ['cron(25 0/6 * * ? *)', '07:00:00', '12:25:00', 6],
    ['cron(5 3,15 * * ? *)', '03:05:00', '15:05:00', 12],
    ['cron(0/5 * * * ? *)', '23:57:00', '24:00:00', 1 / 12],
    ['cron(5 3,4 * * ? *)', '01:00:00', '03:05:00', undefined],
  ])('%s after %s: %s, every %s hours', (expression, time, next, hours) => {
    const times = cronTimes(expression);
    expect(new Date(times.after(at(time))).toISOString()).toBe(new Date(at(next)).toISOString());
    expect(times.every).toBe(hours === undefined ? undefined : hours * 3_600_000);
  });

  it.each(['rate(1 hour)', 'cron(5 3 ? * MON *)', 'cron(* * * * ? *)'])('refuses %s', (expression) => {
    expect(() => cronTimes(expression)).toThrow(/is not modelled|five minutes apart/);
  });
});
