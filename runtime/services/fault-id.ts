import type * as services from './registry.ts';

type Registered = typeof services;

/** The ids of all faults, for completion. Whatever takes an id takes a text, and checks it. */
export type FaultId = { [Name in keyof Registered]: keyof Registered[Name]['faults'] & string }[keyof Registered];
