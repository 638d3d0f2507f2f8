import { styleText } from 'node:util';
import { nodePrefix } from '../../../bin/node-version.js';

/** Where a command runs: what it reads, what it writes to, and whether somebody is there to answer questions. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  /** Results. */
  output: NodeJS.WritableStream;
  /** Problems and progress. */
  errors: NodeJS.WritableStream;
  interactive: boolean;
  /** Columns that a line of text may take. */
  width: number;
  /** The folder that relative paths start from. */
  cwd: string;
  /** What a user puts before a command to run it with the Node.js of this process: '' where their own `node` is that one. */
  nodePrefix: string;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // The reader of a pipe may leave early (`stream-pipeline list | head -1`); that is no failure of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    input: stdin,
    output: stdout,
    errors: stderr,
    interactive: Boolean(stdin.isTTY && stdout.isTTY),
    width: widthOf(stdout),
    cwd: process.cwd(),
    nodePrefix: nodePrefix(process.execPath),
  };
}

/** Wider lines are hard to read, on however wide a terminal. */
export const widthOf = ({ columns }: { columns?: number }): number => Math.min(columns || 100, 120);

export const print = (stream: NodeJS.WritableStream, text: string): void => void stream.write(`${text}\n`);

/** Text in a style, where the stream shows one: not in a file, and not where NO_COLOR is set. */
export const styled = (
  stream: NodeJS.WritableStream,
  style: 'bold' | 'dim' | 'red' | 'green' | 'yellow',
  text: string,
): string => styleText(style, text, { stream });
