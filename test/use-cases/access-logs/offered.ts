import { join } from 'node:path';
import { addTemplates } from '../../../generators/core/package.ts';
import type { AnyUseCase } from '../../../generators/core/use-case.ts';
import { accessLogs as defined } from '../../../generators/core/use-cases/access-logs.ts';
import { offer } from '../../../generators/core/use-cases.ts';
import { buildFolder } from '../../matrix/assemble.ts';

/** Where its runtime is bundled as long as it does not ship. */
export const runtimes = join(buildFolder, 'access-logs-runtime');

export const accessLogs: AnyUseCase = defined;

/** The use case is not complete: tests offer it, and no entrance does. */
export function offerAccessLogs(): void {
  addTemplates(runtimes);
  offer(accessLogs);
}
