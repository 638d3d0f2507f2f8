import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderProject } from '../../generators/core/api.ts';
import { answersWith, combinations, type Combination } from '../core/combinations.ts';
import { organisation, policyOf } from '../core/organisation.ts';

const root = join(import.meta.dirname, '..', '..');

/** Below the repository, so that assembled projects find its node_modules. */
export const buildFolder = join(root, 'build');
export const matrixFolder = join(buildFolder, 'matrix');

const contract = (file: string): unknown => JSON.parse(readFileSync(join(root, 'test', 'contract', file), 'utf8'));

/** Projects around events of other people, with the options that the contract matters most to. */
const ownContracts: Combination[] = [
  { id: 'own-contract-order', answers: answersWith({ contract: contract('order.schema.json') }) },
  {
    id: 'own-contract-reading',
    answers: answersWith({
      contract: contract('reading.schema.json'),
      table: 'existing',
      tableName: 'items',
      search: 'domain',
      apiAuth: 'iam',
      ttlDeletes: 'keep',
    }),
  },
];

/** A project as an organisation wants it. */
const governed: Combination = {
  id: 'organisation-policy',
  answers: answersWith(
    { owner: 'group:default/search', search: 'domain', table: 'existing', tableName: 'items' },
    policyOf(organisation),
  ),
};

/** Stages in accounts and regions that are known: names and ARNs are then plain text in the template. */
const knownPlaces: Combination = {
  id: 'known-accounts-existing',
  answers: answersWith({
    table: 'existing',
    tableName: 'items',
    devAccount: '222233334444',
    devRegion: 'us-east-1',
    prodAccount: '444455556666',
    prodRegion: 'eu-central-1',
  }),
};

export const projects = (): Combination[] => [...combinations(), ...ownContracts, governed, knownPlaces];

/** Writes projects into a folder of build/, and gives their paths by id. */
export function assemble(folder: string, chosen: readonly Combination[]): Map<string, string[]> {
  rmSync(folder, { recursive: true, force: true });
  return new Map(
    chosen.map(({ id, answers }) => {
      const files = renderProject(answers);
      for (const { path, contents, mode } of files) {
        const file = join(folder, id, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, contents, { mode });
      }
      return [id, files.map(({ path }) => path)];
    }),
  );
}
