/** How much time is left to work. */
export interface Deadline {
  /** Milliseconds; never negative. */
  remaining(): number;
}

/**
 * The time of an invocation, less a margin to park what was refused and to answer. Work that would begin after it is left to
 * the retry: a function that is stopped in the middle reports nothing, and its whole batch is done again.
 */
export const deadlineOf = (context: { getRemainingTimeInMillis(): number }, marginMilliseconds: number): Deadline => ({
  remaining: () => Math.max(0, context.getRemainingTimeInMillis() - marginMilliseconds),
});
