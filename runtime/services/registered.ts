import { Registry } from '../kernel/registry.ts';
import * as services from './registry.ts';

/** The services of this runtime, and what they register. */
export const registry = new Registry(Object.values(services));
