import type { SameField } from './settings.ts';

/** What the analysis needs of a click event. */
export interface Click {
  id: string;
  user: string;
  type: string;
  /** Milliseconds of Unix time: when it happened, by the clock of the device. */
  time: number;
  /** Milliseconds of Unix time: when its record arrived in the stream. */
  arrival: number;
  consent: readonly string[];
  same: Partial<Record<SameField, string>>;
}

/** What became of an event that is readable: see analytics/specification.md. */
export type Fate = 'taken' | 'ahead' | 'late' | 'withoutConsent' | 'repeated' | 'flood';
