type Json = ReturnType<typeof JSON.parse>;

/** Where the two may differ: places, times, and scores, which the stand-in only approximates. */
const own = new Set([
  'took',
  '_shards',
  '_seq_no',
  '_primary_term',
  'index_uuid',
  'shard',
  'max_score',
  '_score',
  'node',
  'line',
  'col',
  'grouped',
  'phase',
  'failed_shards',
  'caused_by',
  'index',
  'forced_refresh',
  'meta',
  'terminated_early',
]);

/** What of an answer has to be the same in both engines. */
export function comparable({ status, body }: { status: number; body: string }): Json {
  return {
    status,
    body:
      body === ''
        ? undefined
        : JSON.parse(body, (name, value) => (own.has(name) && !isAction(name, value) ? undefined : value)),
  };
}

/** `index` is a place in an error, and an action in the answer to a bulk request. */
const isAction = (name: string, value: unknown): boolean => name === 'index' && typeof value === 'object';
