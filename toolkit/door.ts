/**
 * Everything that a generated project may use of the toolkit: its commands, what `delivery/` implements for them, and what its tests
 * call. scripts/vendor-runtime.ts makes one file of it, the same in every project.
 */
export * from './architecture/draw.ts';
export * from './architecture/resources.ts';
export * from './ask/ask.ts';
export * from './ask/sql-probe.ts';
export * from './change-set-guard/guard-change-set.ts';
export * from './ledger/account.ts';
export { failuresOf, type Failure } from './local/failures.ts';
export * from './local/run.ts';
export * from './local/run-local.ts';
export * from './local/synthesized.ts';
export * from './pipeline.ts';
export * from './preflight/check.ts';
export * from './preflight/run-preflight.ts';
export * from './project.ts';
export * from './replay/failure-store.ts';
export * from './replay/give-back.ts';
export * from './replay/replay.ts';
export * from './seed/seed.ts';
export * from './seed/seeding.ts';
export * from './seeded-random.ts';
export * from './smoke/probe.ts';
export * from './smoke/run-smoke.ts';
export { openStage, stageNamesOf } from './stack/open-stage.ts';
export * from './stack/output.ts';
export * from './stack/stage.ts';
