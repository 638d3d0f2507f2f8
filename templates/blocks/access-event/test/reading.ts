import { clientAddress } from '../processors/lib/access-event/client-address.ts';
import type { OpenFormat, Unread } from '../processors/lib/access-event/line-format.ts';

/** What a format makes of each line of a file, headers left out: an event, with `extra` as what its JSON says, or why there is none. */
export function readingOf(open: OpenFormat, ...lines: string[]): (Record<string, unknown> | Unread)[] {
  const format = open(clientAddress('plain'));
  return lines.flatMap((line): (Record<string, unknown> | Unread)[] => {
    const bytes = Buffer.from(line).toString('latin1');
    if (format.header(bytes, 0, bytes.length)) return [];
    const read = format.read(bytes, 0, bytes.length);
    if (typeof read !== 'string') return [read];
    const { extra, ...members } = JSON.parse(Buffer.from(`{${read}}`, 'latin1').toString()) as Record<string, unknown>;
    return [extra === undefined ? members : { ...members, extra: JSON.parse(String(extra)) as unknown }];
  });
}
