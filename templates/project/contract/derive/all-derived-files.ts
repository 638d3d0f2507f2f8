import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedFiles, type DerivedFile } from './derive.ts';
import type { ApiCallers } from './openapi.ts';
import { usableContract } from './usable-contract.ts';

/** What contract/derived/ has to hold, from contract/index.json and the schemas it names. */
export function allDerivedFiles(project: string): DerivedFile[] {
  const read = (file: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(project, 'contract', file), 'utf8'));
    } catch (error) {
      throw new Error(`contract/${file}: ${(error as Error).message}`, { cause: error });
    }
  };
  const hasApi = existsSync(join(project, 'contract', 'api-callers.json'));
  const callers = hasApi ? (read('api-callers.json') as ApiCallers) : undefined;
  return Object.entries(read('index.json') as Record<string, string>).flatMap(([role, schemaFile]) => {
    const contract = usableContract(read(schemaFile));
    if ('problems' in contract) throw new Error(`contract/${schemaFile}:\n  ${contract.problems.join('\n  ')}`);
    return derivedFiles(contract, role, schemaFile, callers);
  });
}
