import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eventsIn, type LogEvent } from './log-event.ts';

/** One version of an object of the raw bucket. */
export interface RawVersion {
  key: string;
  versionId?: string;
}

/** The lines of a version, as the raw bucket of a run has it. */
export function linesOf({ find, outputs }: Place, { key, versionId }: RawVersion): LogEvent[] {
  const bucket = output(outputs, 'RawBucketName');
  const objects = find('bucket', bucket);
  const object = versionId === undefined ? objects.current(key) : objects.version(key, versionId);
  return object ? eventsIn({ bucket, key, versionId, body: object.body }) : [];
}
