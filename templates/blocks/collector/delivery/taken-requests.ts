import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Calls the listener with the data of each request that the collector of a run answers with 200, from now on. */
export function onTaken({ find, outputs }: Place, listener: (data: Uint8Array) => void): void {
  find('httpApi', output(outputs, 'CollectorApiId')).onAnswer(({ body, status }) => {
    if (status !== 200) return;
    const { data } = JSON.parse(Buffer.from(body).toString()) as { data: string };
    listener(Buffer.from(data, 'base64'));
  });
}
