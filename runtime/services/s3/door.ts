import type { ServiceOptions } from '../../contracts/faults.ts';
import { Bucket } from './bucket.ts';
import type { ObjectStore } from './types.ts';

export const createObjects = (options: ServiceOptions): ObjectStore => new Bucket(options);
