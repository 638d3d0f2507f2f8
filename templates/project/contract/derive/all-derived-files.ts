import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedFiles } from './derive.ts';
import type { ApiCallers } from './openapi.ts';
import { usableContract } from './usable-contract.ts';

/** What contract/derived/ has to hold, from contract/index.json and the schemas it names. */
export function allDerivedFiles(project: string): { path: string; text: string }[] {
  const read = (file: string) => JSON.parse(readFileSync(join(project, 'contract', file), 'utf8')) as unknown;
  const callers = read('api-callers.json') as ApiCallers;
  return Object.entries(read('index.json') as Record<string, string>).flatMap(([role, schemaFile]) => {
    const contract = usableContract(read(schemaFile));
    if ('problems' in contract) throw new Error(`contract/${schemaFile}:\n  ${contract.problems.join('\n  ')}`);
    return derivedFiles(contract, role, schemaFile, callers);
  });
}
