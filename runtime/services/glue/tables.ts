import type { Give } from '../../contracts/template.ts';
import { name } from '../../template/give.ts';

/** Databases and tables stand by their names in the input that CreateDatabase and CreateTable take. */
const inputName =
  (input: 'DatabaseInput' | 'TableInput'): Give =>
  (self) =>
    String((self.properties[input] as { Name?: unknown } | undefined)?.Name ?? name(self));

export const tableName = inputName('TableInput');
export const databaseName = inputName('DatabaseInput');
