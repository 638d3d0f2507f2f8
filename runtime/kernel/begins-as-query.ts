/** Whether a statement of SQL reads, by its first word. Comments may stand before it. */
export const beginsAsQuery = (sql: string): boolean =>
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:select|with)\b/i.test(sql);

export const onlyQueries = 'Only a query is answered here: it begins with SELECT or WITH.';
