import { gunzipSync } from 'node:zlib';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

export interface SessionSoFar {
  user: string;
  start: number;
  end: number;
  events: number;
  types: Record<string, number>;
}

interface UserItem {
  pk: { S: string };
  body?: { B: string | Uint8Array };
}

/** Until when sessions have to be closed: the closer goes by the clock where no event comes. */
export const closingTime = ({ clock }: Place): number => clock.now();

/** The sessions that are not over yet, as the table of the analysis remembers them; read without any code of the analysis. */
export function openSessions({ find, outputs }: Place): SessionSoFar[] {
  const items = find(
    'table',
    output(outputs, 'AnalysisTableName'),
  ).items() as readonly unknown[] as readonly UserItem[];
  return items.flatMap(({ pk, body }) => {
    if (!pk.S.startsWith('user#') || !body) return [];
    const bytes = typeof body.B === 'string' ? Buffer.from(body.B, 'base64') : body.B;
    const { state } = JSON.parse(gunzipSync(bytes).toString()) as {
      state: { sessions: readonly Omit<SessionSoFar, 'user'>[] };
    };
    return state.sessions.map(({ start, end, events, types }) => ({
      user: pk.S.slice('user#'.length),
      start,
      end,
      events,
      types,
    }));
  });
}
