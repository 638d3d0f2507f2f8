import { hash } from 'node:crypto';

/** A short name for something long, the same in every run. */
export const digest = (text: string | Uint8Array): string => hash('sha256', text, 'hex').slice(0, 16);

/** A UUID that depends on the text alone: what AWS would draw at random must not differ between two runs of one seed. */
export function uuidOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
