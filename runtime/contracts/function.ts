/** What Lambda tells a function about its invocation. */
export interface InvocationContext {
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** A Lambda function as whatever invokes it sees it. */
export interface InvokedFunction {
  readonly arn: string;
  readonly roleArn: string;
  readonly timeout: number;
  /** Whether another invocation would stay within its reserved concurrency. */
  available?(): boolean;
  /** Resolves when it can run without a cold start, which Lambda does not count against its timeout. */
  ready?(): Promise<void>;
  handler(event: never, context: InvocationContext): unknown;
  /**
   * The same for an event that is sent on as JSON; else it is parsed for the handler. The event is written when it is sent, and
   * held by nobody while the function works: that would be most of the memory of a run.
   */
  textHandler?(event: () => readonly string[], context: InvocationContext): unknown;
}

/** How an invocation ended, as an event source mapping sees it. */
export type Outcome =
  | { readonly type: 'returned'; readonly response: unknown }
  /** The function ran, or began to: counts as a try. */
  | { readonly type: 'failed'; readonly cause: 'error' | 'timeout' | 'killed'; readonly message: string }
  /** The function was never reached: does not count (Lambda guide, kinesis-on-failure-destination: "before invocation"). */
  | { readonly type: 'throttled' };
