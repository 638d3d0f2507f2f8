import { everyAlarmOf } from './every-alarm.ts';

/** Of the other project, what differs: an engine with machines of its own, and a canary. Everything else is the same code. */
everyAlarmOf('dynamodb-search', [
  { about: 'the defaults', answers: {} },
  { about: 'a domain', answers: { search: 'domain' }, only: ['search-domain.json', 'canary-on.json'] },
]);
