import { print, styled, type Terminal } from './terminal.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Shows that a long step is under way: a line that moves on a terminal, from 300 ms on; two plain lines elsewhere. */
export async function withProgress<T>(what: string, terminal: Terminal, step: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  if (!terminal.interactive) {
    print(terminal.errors, `${what} …`);
    const result = await step();
    print(terminal.errors, `${what}: ${seconds()} s`);
    return result;
  }
  let frame = -3; // ticks of 100 ms that show nothing
  const timer = setInterval(() => {
    if (++frame < 0) return;
    terminal.errors.write(
      `\r${frames[frame % frames.length]} ${what} ${styled(terminal.errors, 'dim', `${seconds()} s`)}`,
    );
  }, 100);
  try {
    return await step();
  } finally {
    clearInterval(timer);
    if (frame >= 0) terminal.errors.write('\r\u001B[K');
  }
}
