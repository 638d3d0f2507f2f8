import { follow } from './follow.ts';

follow('clickstream');
