export const rotations = ['NoRotation', 'OneHour', 'OneDay', 'OneWeek', 'OneMonth'] as const;
export type Rotation = (typeof rotations)[number];

const day = 86_400_000;

/** The index of a document: Firehose appends a part of the time at which the record arrived, in UTC (Firehose guide, es-index-rotation). */
export function indexNameOf(name: string, rotation: Rotation, arrivedAt: number): string {
  const time = new Date(arrivedAt).toISOString();
  switch (rotation) {
    case 'NoRotation':
      return name;
    case 'OneHour':
      return `${name}-${time.slice(0, 10)}-${time.slice(11, 13)}`;
    case 'OneDay':
      return `${name}-${time.slice(0, 10)}`;
    case 'OneWeek':
      return `${name}-${weekOf(arrivedAt)}`;
    case 'OneMonth':
      return `${name}-${time.slice(0, 7)}`;
  }
}

/**
 * "A week starts on Sunday. The first week of the year is the first week that contains a Saturday in this year." A week belongs to
 * the year of its Saturday.
 */
function weekOf(at: number): string {
  const saturday = new Date(at + (6 - new Date(at).getUTCDay()) * day);
  const year = saturday.getUTCFullYear();
  const dayOfYear = Math.floor((saturday.getTime() - Date.UTC(year, 0, 1)) / day);
  return `${year}-w${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}
