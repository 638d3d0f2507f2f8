/** Different events that a handler is called with, in turns. */
export const batches = 8;

/** A function that a file exports, called by a process of its own, as Lambda does. */
export interface Job {
  file: string;
  name: 'handler' | 'signed' | 'unread' | 'once';
  /** What a cost is of. */
  unit: 'record' | 'search' | 'change' | 'event' | 'source event';
  /** Units a call. */
  batchSize: number;
  /** Calls a round. */
  calls: number;
}

/** What a process says after each round that it is asked for. */
export interface Round {
  /** CPU microseconds of a unit, user and system. */
  cost: number;
  /** The most memory that the process ever had, in MB. */
  peak: number;
}
