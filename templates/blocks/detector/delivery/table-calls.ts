import type { createTable } from '../.stream-pipeline/runtime/runtime.cjs';
import type { TableCalls } from '../processors/lib/detector/rows.ts';

/** GetItem, and PutItem with the two conditions that the detector writes under, on a table of a run. */
export const callsOf = (table: ReturnType<typeof createTable>): TableCalls => ({
  get: async ({ Key }) => ({ Item: (await table.read(Key as never, { consistent: true })) as never }),
  put: async ({ Item, ConditionExpression, ExpressionAttributeValues }) => {
    const { pk, sk } = Item!;
    await table.update({ pk, sk } as never, (before) => {
      const known = (before as typeof Item)?.['version']?.S;
      const wanted = ConditionExpression === '#version = :was' ? ExpressionAttributeValues![':was']!.S : undefined;
      if (known !== wanted) throw Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
      return Item as never;
    });
  },
});
