import { expect, it } from '@jest/globals';
import { Progress } from '../../toolkit/progress.ts';

function shown({ isTTY = false, columns = 80 }) {
  let time = 0;
  let text = '';
  const stream = { isTTY, columns, write: (part: string) => ((text += part), true) } as unknown as NodeJS.WriteStream;
  const progress = new Progress(stream, () => time);
  return { progress, pass: (milliseconds: number) => (time += milliseconds), text: () => text };
}

it('writes a line every five seconds where there is no terminal', () => {
  const { progress, pass, text } = shown({});
  for (const line of ['one', 'two', 'three']) {
    progress.tell(line);
    pass(2500);
  }
  progress.end();
  expect(text()).toBe('one\nthree\n');
});

it('replaces its one line on a terminal, and leaves none behind', () => {
  const { progress, text } = shown({ isTTY: true, columns: 10 });
  progress.tell('one');
  progress.tell('longer than the terminal');
  progress.end();
  expect(text()).toBe('\r\u001B[Kone\r\u001B[Klonger th\r\u001B[K');
});
