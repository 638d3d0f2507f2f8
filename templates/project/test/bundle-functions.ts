import { bundleFunctions } from '../infra/functions.ts';

/** Runs once, before the tests. */
export default bundleFunctions;
