import { digest } from '../../kernel/identity.ts';

/** A receipt handle names a queue, a message, and which receive it is of. */
export const writeHandle = (queueArn: string, id: string, receive: number): string =>
  Buffer.from(`${digest(queueArn)} ${id} ${receive}`).toString('base64');

/** The id of the message; undefined for text that is no handle of this queue. */
export function messageIn(handle: string, queueArn: string): string | undefined {
  const [queue, id, receive] = Buffer.from(handle, 'base64').toString().split(' ');
  return queue === digest(queueArn) && receive !== undefined ? id : undefined;
}
