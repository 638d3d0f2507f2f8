import { everyAlarmOf } from './every-alarm.ts';

/** Of the other project, what differs: Firehose as the reader of the topic. */
everyAlarmOf('msk-lakehouse', [
  { about: 'the defaults', answers: {} },
  {
    about: 'Firehose as the reader',
    answers: { landing: 'firehose', kafka: 'serverless' },
    only: ['landing.json', 'raw-events.json'],
  },
]);
