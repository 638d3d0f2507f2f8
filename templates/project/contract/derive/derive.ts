import type { Contract } from './contract.ts';
import { openapi, type ApiCallers } from './openapi.ts';
import { opensearchMapping, searchModel } from './opensearch.ts';
import { samples } from './samples.ts';
import { typescript } from './typescript.ts';
import { sampleCount } from './usable-contract.ts';

/** A file, by its path in the project. */
export interface DerivedFile {
  path: string;
  text: string;
}

/** Everything that derives from the contract of one event: the files of contract/derived/. Without callers there is no API. */
export function derivedFiles(
  contract: Contract,
  role: string,
  schemaFile: string,
  callers: ApiCallers | undefined,
): DerivedFile[] {
  return [
    { path: `contract/derived/${role}.ts`, text: typescript(contract, role, schemaFile) },
    { path: `contract/derived/${role}-search.ts`, text: searchModel(contract, role, schemaFile) },
    { path: `contract/derived/${role}-mapping.json`, text: json(opensearchMapping(contract)) },
    ...(callers ? [{ path: `contract/derived/${role}-openapi.json`, text: json(openapi(contract, callers)) }] : []),
    { path: `contract/derived/${role}-samples.json`, text: json(samples(contract, sampleCount)) },
  ];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
