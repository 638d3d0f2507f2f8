import type { DropRule } from '../.stream-pipeline/runtime/runtime.cjs';
import { settings } from './results-sinks.ts';
import type { TopicEvent } from './topic-event.ts';

/** The analysis leaves out events of people who do not agree to its purpose. */
export const withoutConsent: readonly DropRule<TopicEvent>[] = (['sessions', 'offers'] as const).map((sink) => ({
  name: 'WithoutConsent',
  sinks: [sink],
  drops: ({ content }) => !consentIn(content).includes(settings.purposes[sink]),
}));

function consentIn(content: string): readonly string[] {
  const members = (JSON.parse(content) as unknown[]).at(-1) as string;
  return (JSON.parse(members) as { consent: readonly string[] }).consent;
}
