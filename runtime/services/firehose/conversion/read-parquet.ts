import { parquetMetadata, parquetSchema } from 'hyparquet';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { Row } from './row.ts';

/** The rows of a Parquet file whose columns are not nested: what a pipeline finds in its lake. Throws for a file that cannot be read. */
export function parquetRows(file: Uint8Array): readonly Row[] {
  const bytes = Uint8Array.from(file).buffer;
  const metadata = parquetMetadata(bytes);
  const { children } = parquetSchema(metadata);
  return metadata.row_groups.flatMap(({ columns, num_rows: count }) => {
    const rows = Array.from({ length: Number(count) }, (): Record<string, unknown> => ({}));
    for (const [at, { meta_data: column }] of columns.entries()) {
      if (!column) throw new Error('The file has a column without metadata.');
      const child = children[at]!;
      const begin = Number(column.dictionary_page_offset ?? column.data_page_offset);
      const view = new DataView(bytes, begin, Number(column.total_compressed_size));
      const whole = { groupStart: 0, groupRows: rows.length, selectStart: 0, selectEnd: rows.length };
      const decoder = {
        pathInSchema: column.path_in_schema,
        element: child.element,
        schemaPath: [parquetSchema(metadata), child],
        ...column,
        parsers: DEFAULT_PARSERS,
        // bytes that are no text stay bytes
        utf8: false,
      };
      let row = 0;
      for (const page of readColumn({ view, offset: 0 }, whole, decoder).data)
        for (const value of page) rows[row++]![child.element.name] = value;
    }
    return rows;
  });
}
