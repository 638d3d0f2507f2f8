import { CapturedTable } from './table.ts';
import type { Table, TableOptions } from './types.ts';

export const createTable = (options: TableOptions): Table => new CapturedTable(options);
