import type { DropRule } from '../.stream-pipeline/runtime/runtime.cjs';
import { consentOf, type EnteredEvent } from './entered-event.ts';
import { settings } from './results-sinks.ts';

/** The analysis leaves out events of people who do not agree to its purpose. */
export const withoutConsent: readonly DropRule<EnteredEvent>[] = (['sessions', 'offers'] as const).map((sink) => ({
  name: 'WithoutConsent',
  sinks: [sink],
  drops: (event) => !consentOf(event).includes(settings.purposes[sink]),
}));
