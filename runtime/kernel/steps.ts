/** Values are told apart in steps of 2 %, up to 600 million: as much memory for a million of them as for one. */
const step = Math.log(1.02);
export const steps = 1024;

/** The step that a value of 0 or more falls into; one below 0 falls into the first. */
export const stepOf = (value: number): number =>
  Math.min(steps - 1, Math.round(Math.log(Math.max(0, value) + 1) / step));

/** The value in the middle of a step. */
export const valueAt = (at: number): number => Math.exp(at * step) - 1;
