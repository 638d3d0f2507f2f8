/** A record of the stream: lines of one key. */
export interface LaneRecord {
  partitionKey: string;
  text: string;
  bytes: number;
  /** Of its lines in a topic, in their order; empty where they come from none. */
  offsets: number[];
  /** How many lines of each kind. */
  lines: Record<'event' | 'tombstone', number>;
}

/** Records of one key: each has to be in the stream before the next one is sent. */
export type Lane = readonly LaneRecord[];
