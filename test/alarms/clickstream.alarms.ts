import { everyAlarmOf } from './every-alarm.ts';

everyAlarmOf('clickstream', [{ about: 'the defaults', answers: {} }]);
