import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventsOf } from './events.ts';

/** An event that contract/index.json names, and what derives from it. */
export interface ContractEvent {
  /** The name that code has for it: "item", "accessEvent". */
  role: string;
  /** Below contract/. */
  schemaFile: string;
  /** The fields that every event has. */
  required: string[];
  /** Its types and its check come first. */
  files: CheckedFile[];
  /** In sentences, what of its schema is not used. */
  notes: string[];
}

/** A file of contract/derived/ as the contract gives it. */
export interface CheckedFile {
  /** Below the project: "contract/derived/access-event.ts". */
  path: string;
  text: string;
  /** Whether the file in the project is another, or missing. */
  stale: boolean;
}

/** The events of the project in this folder. Throws where one cannot be used: a line for each problem. */
export const contractEvents = (project: string): ContractEvent[] =>
  eventsOf(project).map(({ role, schemaFile, contract, files, notes }) => ({
    role,
    schemaFile,
    required: contract.fields.filter((field) => field.required).map(({ name }) => name),
    files: files.map(({ path, text }) => ({ path, text, stale: readIfThere(join(project, path)) !== text })),
    notes,
  }));

/** Writes what is stale of contract/derived/, and tells of each file and each note in a line. Throws as `contractEvents` does. */
export function writeDerived(project: string, tell: (line: string) => void): void {
  const events = contractEvents(project);
  for (const { path, text, stale } of events.flatMap(({ files }) => files)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    if (stale) writeFileSync(file, text);
    tell(`${stale ? 'written  ' : 'unchanged'} ${path}`);
  }
  for (const { schemaFile, notes } of events) for (const note of notes) tell(`Note: contract/${schemaFile}: ${note}.`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
