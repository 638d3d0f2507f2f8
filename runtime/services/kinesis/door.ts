import { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { StreamSource } from './poller/source.ts';
import { KinesisStream } from './stream.ts';
import type { Stream, StreamMapping, StreamMappingOptions, StreamOptions } from './types.ts';

export const createStream = (options: StreamOptions): Stream => new KinesisStream(options);

/** Starts Lambda's event source mapping for a Kinesis stream. Throws when a property is outside Lambda's limits. */
export const startStreamMapping = (options: StreamMappingOptions): StreamMapping =>
  new EventSourceMapping({ ...options, source: new StreamSource(options.stream) });
