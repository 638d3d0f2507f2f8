import type { AttributeMap } from './dynamodb-json.ts';

/** Reads the item of a key, as the change stream has it, from the table, consistently; undefined when the table does not have it. */
export type ItemReader = (key: AttributeMap) => Promise<AttributeMap | undefined>;
