import { runInNewContext } from 'node:vm';
import { deriveEvent, type DerivedEvent } from '../../contract/door.ts';

/** What a project with a table and a search derives; an API has settings, too. */
const ofSearch = { samples: {}, dynamodb: {}, opensearch: {} };

export const tryItem = (schema: unknown, asked: Record<string, object> = ofSearch) =>
  deriveEvent(schema, { role: 'item', asked });

/** Throws what keeps it from being a contract. */
export function deriveItem(schema: unknown, asked?: Record<string, object>): DerivedEvent {
  const event = tryItem(schema, asked);
  if ('problems' in event) throw new Error(event.problems.join('\n'));
  return event;
}

/** The text of the derived file whose path has this ending. */
export function derivedText({ files }: DerivedEvent, ending: string): string {
  const file = files.find(({ path }) => path === `contract/derived/item${ending}`);
  if (!file) throw new Error(`${ending} is none of ${files.map(({ path }) => path).join(', ')}`);
  return file.text;
}

/** The statements of the derived file for Redshift: it is a list of texts. */
export function derivedStatements(event: DerivedEvent): readonly string[] {
  const text = derivedText(event, '-warehouse.ts');
  return [...(runInNewContext(text.slice(text.indexOf(' = [') + 3)) as string[])];
}
