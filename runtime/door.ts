/**
 * Everything that a generated project may use of the runtime. Its public types stand in these files and name each other's
 * only, so that one declaration file holds them all (scripts/vendor-runtime.ts).
 */
export * from './api.ts';
export * from './index-api.ts';
export * from './ledger-api.ts';
export * from './local-api.ts';
export type * from './view/state.ts';
