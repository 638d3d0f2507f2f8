import type { Duplex } from 'node:stream';
import type { ClientSocket, SocketListener } from '../../contracts/gateway.ts';
import { FrameError, frameOf, FrameReader, opcodes, type Frame } from './frames.ts';

/** Bytes of a message: more than any service takes. */
const mostBytes = 4 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A WebSocket after its handshake: texts come and go; pings and closing are answered here. */
export class SocketConnection implements ClientSocket {
  readonly #stream: Duplex;
  readonly #reader = new FrameReader(mostBytes);
  readonly #listener: SocketListener;
  /** What has come of a message whose frames are not all here. */
  #parts: Buffer[] = [];
  #isOpen = true;

  constructor(stream: Duplex, head: Buffer, open: (socket: ClientSocket) => SocketListener) {
    this.#stream = stream;
    stream.on('error', () => stream.destroy());
    stream.on('close', () => this.#ended());
    this.#listener = open(this);
    stream.on('data', (chunk: Buffer) => this.#read(chunk));
    if (head.length > 0) this.#read(head);
  }

  send(text: string): void {
    if (this.#isOpen) this.#stream.write(frameOf(opcodes.text, Buffer.from(text)));
  }

  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason).subarray(0, 123)]);
    this.#stream.end(frameOf(opcodes.close, payload));
    this.#ended();
  }

  break(): void {
    this.#stream.destroy();
    this.#ended();
  }

  #ended(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#listener.closed();
  }

  #read(chunk: Buffer): void {
    if (!this.#isOpen) return;
    try {
      for (const frame of this.#reader.read(chunk)) this.#take(frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.close(error.code, error.message);
    }
  }

  #take({ final, opcode, payload }: Frame): void {
    if (!this.#isOpen) return;
    if (opcode === opcodes.ping) return void this.#stream.write(frameOf(opcodes.pong, payload));
    if (opcode === opcodes.pong) return;
    if (opcode === opcodes.close) return this.close(1000, '');
    if (opcode !== opcodes.text && opcode !== opcodes.continuation) throw new FrameError(1003, 'only text is taken');
    const isFirst = this.#parts.length === 0;
    if (isFirst !== (opcode === opcodes.text)) throw new FrameError(1002, 'a fragment is out of order');
    this.#parts.push(payload);
    if (this.#parts.reduce((sum, { length }) => sum + length, 0) > mostBytes)
      throw new FrameError(1009, 'a message is too big');
    if (!final) return;
    const message = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#listener.text(textOf(message));
  }
}

function textOf(message: Buffer): string {
  try {
    return utf8.decode(message);
  } catch {
    throw new FrameError(1007, 'a text is not UTF-8');
  }
}
