import type { AttributeMap } from './dynamodb-json.ts';

/** Reads an item from the table, consistently; undefined when the table does not have it. */
export type ItemReader = (key: AttributeMap) => Promise<AttributeMap | undefined>;
