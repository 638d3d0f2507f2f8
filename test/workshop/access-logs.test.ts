import { follow } from './follow.ts';

follow('access-logs');
