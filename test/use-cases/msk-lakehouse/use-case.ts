import { join } from 'node:path';
import { parseAnswers } from '../../../generators/core/api.ts';
import { addTemplates } from '../../../generators/core/package.ts';
import { offer } from '../../../generators/core/use-cases.ts';
import { mskLakehouse } from '../../../generators/core/use-cases/msk-lakehouse.ts';
import { buildFolder } from '../../matrix/assemble.ts';
import type { TestedProject } from '../tested.ts';

/** Where its runtime is bundled: vendored runtimes of use cases that ship are checked in, this one is made by the tests. */
export const runtimes = join(buildFolder, 'msk-lakehouse-runtime');

export function offerMskLakehouse(): void {
  addTemplates(runtimes);
  offer(mskLakehouse);
}

/** Answers that differ from the defaults, by the name of the project. */
const answered: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'msk-lakehouse': {},
  'msk-lakehouse+nat': { access: 'nat' },
  'msk-lakehouse+readers': {
    dashboardPrincipal: 'arn:aws:quicksight:eu-west-1:111122223333:user/default/analyst',
    notebook: 'yes',
  },
};

export const projects = (): TestedProject[] =>
  Object.entries(answered).map(([id, answers]) => {
    const parsed = parseAnswers({ useCase: mskLakehouse.id, name: 'sample-project', ...answers });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    return { id, answers: parsed.answers };
  });
