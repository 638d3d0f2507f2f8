import { everyAlarmOf } from './every-alarm.ts';

everyAlarmOf('access-logs', [
  {
    about: 'two sources without search',
    answers: { sources: ['vpc-flow', 'application'], search: 'none', clientAddresses: 'masked' },
  },
]);
