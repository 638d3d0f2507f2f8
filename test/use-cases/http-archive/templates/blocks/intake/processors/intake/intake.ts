import { readingProblems, type Reading } from '../../contract/derived/reading.ts';
import type { intakeMetrics } from './metrics.ts';

export interface IntakeAnswer {
  status: number;
  body: object;
  outcome: keyof typeof intakeMetrics;
}

/** Puts a record into the stream. Rejects when the stream does not take it. */
export type PutRecord = (partitionKey: string, data: string) => Promise<void>;

/** Takes one reading. It is accepted once the stream has it; whatever else happens, the sender is told to send it again. */
export async function takeReading(body: string, put: PutRecord): Promise<IntakeAnswer> {
  const reading = parsed(body);
  const problems = reading === undefined ? ['the body is not JSON'] : readingProblems(reading);
  if (problems.length > 0) return { status: 400, body: { problems }, outcome: 'refused' };
  const { sensor, readingId } = reading as Reading;
  try {
    await put(sensor, body);
    return { status: 202, body: { readingId }, outcome: 'accepted' };
  } catch {
    return { status: 503, body: { problems: ['the reading was not accepted; send it again'] }, outcome: 'failed' };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
