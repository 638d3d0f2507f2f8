import { installed } from './installed.ts';

installed('dynamodb-search');
