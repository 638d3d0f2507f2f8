type Json = ReturnType<typeof JSON.parse>;

/** What decides of an answer: whether the engine took it, the type of its error, what was found, in which order, and the mapping. */
export function outcomeOf({ status, body }: { status: number; body: string }): Json {
  const answer = body === '' ? {} : JSON.parse(body);
  return {
    status,
    error: errorOf(answer.error),
    items: answer.items
      ?.map((item: Json) => Object.values<Json>(item)[0])
      .map((item: Json) => ({
        status: item.status,
        result: item.result,
        error: errorOf(item.error),
      })),
    found: answer.hits?.hits.map(({ _id, sort }: Json) => [_id, sort]),
    total: answer.hits?.total,
    count: answer.count,
    aggregations: answer.aggregations,
    docs: answer.docs?.map(({ _id, found }: Json) => [_id, found]),
    mapping: answer.odd?.mappings,
  };
}

/** The type of an error, and of what caused it. */
const errorOf = (error: Json): Json =>
  error === undefined || typeof error === 'string' ? error : { type: error.type, cause: error.caused_by?.type };
