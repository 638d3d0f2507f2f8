import { installed } from './installed.ts';

installed('msk-lakehouse');
