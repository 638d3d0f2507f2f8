import { follow } from './follow.ts';

follow('dynamodb-search');
