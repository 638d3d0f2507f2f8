import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from './contract.ts';
import { derivedFiles, type DerivedFile } from './derive.ts';
import type { ApiCallers } from './openapi.ts';
import { usableContract } from './usable-contract.ts';

/** A contract of the project: the name that code has for its event, the file of its schema, and what was read from it. */
interface NamedContract {
  role: string;
  schemaFile: string;
  contract: Contract;
}

/** The contracts that contract/index.json names. Throws where one cannot be used. */
export const contractsOf = (project: string): NamedContract[] =>
  Object.entries(readJson(project, 'index.json') as Record<string, string>).map(([role, schemaFile]) => {
    const contract = usableContract(readJson(project, schemaFile));
    if ('problems' in contract) throw new Error(`contract/${schemaFile}:\n  ${contract.problems.join('\n  ')}`);
    return { role, schemaFile, contract };
  });

/** What contract/derived/ has to hold, from the contracts of the project. */
export function allDerivedFiles(project: string, contracts = contractsOf(project)): DerivedFile[] {
  const hasApi = existsSync(join(project, 'contract', 'api-callers.json'));
  const callers = hasApi ? (readJson(project, 'api-callers.json') as ApiCallers) : undefined;
  return contracts.flatMap(({ role, schemaFile, contract }) => derivedFiles(contract, role, schemaFile, callers));
}

function readJson(project: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(project, 'contract', file), 'utf8'));
  } catch (error) {
    throw new Error(`contract/${file}: ${(error as Error).message}`, { cause: error });
  }
}
