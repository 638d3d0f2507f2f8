import { Writable } from 'node:stream';
import type Generator from 'yeoman-generator';
import { widthOf, type Terminal } from '../entrance/terminal/terminal.ts';

/** Where `yo` runs, for the steps that it shares with the command. Text goes through Yeoman's log, whatever its adapter. */
export function yeomanTerminal({ log }: Pick<Generator, 'log'>, cwd: string, interactive: boolean): Terminal {
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log(chunk.toString().replace(/\n$/, ''));
      done();
    },
  });
  const onScreen = interactive && process.stderr.isTTY;
  return {
    input: process.stdin,
    output: lines,
    // progress is redrawn in place, which a log cannot do
    errors: onScreen ? process.stderr : lines,
    interactive: onScreen,
    width: widthOf(process.stdout),
    cwd,
    nodePrefix: '', // `yo` runs on the user's own Node.js
  };
}
