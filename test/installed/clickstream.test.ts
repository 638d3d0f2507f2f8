import { installed } from './installed.ts';

installed('clickstream');
