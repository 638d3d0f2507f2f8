import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../templates/project/contract/derive/contract.ts';
import { derivedFiles, type DerivedFile } from '../../templates/project/contract/derive/derive.ts';
import type { ApiCallers } from '../../templates/project/contract/derive/openapi.ts';
import { usableContract } from '../../templates/project/contract/derive/usable-contract.ts';
import { inTime } from './in-time.ts';
import { templatesFolder } from './package.ts';

/** What keeps a JSON Schema from being the contract of an event, and what of it a project does not use, in sentences. */
export function readInTime(schema: unknown): { problems: readonly string[]; notes: readonly string[] } {
  // sound schemas take milliseconds; a portal must not stand still for what somebody pastes into a form
  const read = inTime(3000, () => usableContract(schema));
  if (!read)
    return {
      problems: [`it takes more than 3 s to read: simplify its patterns, or what refers to its "$defs"`],
      notes: [],
    };
  return 'problems' in read.result ? { ...read.result, notes: [] } : { problems: [], notes: read.result.notes };
}

/** The contract of a project: the user's, or the one of the event that the use case ships. */
export function contractOf(own: unknown, event: { role: string; shipped: string }): Contract {
  const shipped = join(templatesFolder, 'contracts', `${event.shipped}.schema.json`);
  const contract = usableContract(own ?? JSON.parse(readFileSync(shipped, 'utf8')));
  if ('problems' in contract) throw new TypeError(`${event.shipped}: ${contract.problems.join('; ')}`);
  return contract;
}

/** The files of contract/ that are made of it: the schema, the index of roles, and everything derived. */
export function contractFiles(contract: Contract, role: string, callers?: ApiCallers): DerivedFile[] {
  const schemaFile = `${contract.name}.schema.json`;
  return [
    { path: 'contract/index.json', text: json({ [role]: schemaFile }) },
    { path: `contract/${schemaFile}`, text: json(contract.schema) },
    ...derivedFiles(contract, role, schemaFile, callers),
  ];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
