/** How much time is left to work. */
export interface Deadline {
  /** Milliseconds; never negative. */
  remaining(): number;
}

/** Milliseconds that an invocation keeps to answer, and to park what was refused where it does that. */
export const margins = { toAnswer: 5_000, toParkAndAnswer: 10_000 };

/**
 * The time of an invocation, less a margin to park what was refused and to answer. Work that would begin after it is left to
 * the retry: a function that is stopped in the middle reports nothing, and its whole batch is done again.
 */
export const deadlineOf = (context: { getRemainingTimeInMillis(): number }, marginMilliseconds: number): Deadline => ({
  remaining: () => Math.max(0, context.getRemainingTimeInMillis() - marginMilliseconds),
});
