import { everyAlarmOf } from './every-alarm.ts';

everyAlarmOf('msk-lakehouse', [{ about: 'the defaults', answers: {} }]);
