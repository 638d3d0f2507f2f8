import { follow } from './follow.ts';

follow('msk-lakehouse');
