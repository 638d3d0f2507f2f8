import type { Contract } from './contract.ts';
import type { Library } from './library.ts';

/** An event, and where it is described. */
export interface DescribedEvent {
  /** The name that code has for it: "item", "accessEvent". */
  role: string;
  /** Below contract/. */
  schemaFile: string;
  contract: Contract;
}

/** A file, by its path in the project. */
export interface DerivedFile {
  path: string;
  text: string;
}

/**
 * Files, and in sentences what of the schema they do not carry; or all that the target cannot carry, each with what to write
 * instead.
 */
export type Derived = { files: DerivedFile[]; notes: string[] } | { problems: string[] };

/** Something that events are derived into. Blocks of the project ask for it: see contract/index.json. */
export interface Target {
  /** Files of contract/ that only its derived files, and the code that works with them, import. */
  library: readonly string[];
  /** Annotations that it reads. Those that no target of an event reads are told in a note. */
  reads: readonly string[];
  /** Annotations that an event needs at its root, each with what for: "the key of the DynamoDB table". */
  demands: Readonly<Record<string, string>>;
  /** What it does not do with parts of several types: "not searched". Left out where it carries any value. */
  withFreeParts?: string;
  /** `settings`: what contract/index.json says about this event and this target. */
  derive(event: DescribedEvent, settings: unknown, library: Library): Derived;
}

/** By id. */
export type Targets = Readonly<Record<string, Target>>;

/** The path of a derived file: "accessEvent" and "-samples.json" give contract/derived/access-event-samples.json. */
export const derivedPath = (role: string, ending: string): string => `contract/derived/${fileName(role)}${ending}`;

export const fileName = (role: string): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
