/** A client of a group in a window. */
export interface Contributor {
  client: string;
  requests: number;
  /** Responses with status 400 to 599. */
  failures: number;
  bytes: number;
}

/** What a group (a path group of a source) did in a window of a minute. */
export interface GroupWindow {
  requests: number;
  /** Responses with status 500 to 599. */
  failed: number;
  /** Responses with status 400 to 499. */
  denied: number;
  bytes: number;
  /** The largest number of requests of one client. */
  heaviest: number;
  /** The largest number of bytes of one client. */
  heaviestBytes: number;
  /** Clients that the source has not seen before, estimated. */
  newClients: number;
}

export const emptyWindow: GroupWindow = {
  requests: 0,
  failed: 0,
  denied: 0,
  bytes: 0,
  heaviest: 0,
  heaviestBytes: 0,
  newClients: 0,
};

/** Milliseconds. */
export const windowLength = 60_000;

/** The beginning of the window that an instant is in. */
export const windowOf = (time: number): number => Math.floor(time / windowLength) * windowLength;
