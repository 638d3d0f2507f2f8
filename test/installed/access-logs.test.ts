import { installed } from './installed.ts';

installed('access-logs');
