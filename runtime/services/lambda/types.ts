/** A Lambda function of the stack, found by its name, its ARN or its logical id in the template. */
export interface LocalFunction {
  /**
   * Runs it once, without faults. Rejects with what it throws, and when its time is up.
   *
   * @param milliseconds - the time that it gets on the clock of the run; left out, its timeout.
   */
  invoke(event: unknown, milliseconds?: number): Promise<unknown>;
}

export interface LambdaKinds {
  function: LocalFunction;
}
