/** Frames of the WebSocket protocol, as a server reads and writes them (RFC 6455, 5). */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Why a connection ends: a code of RFC 6455, 7.4.1, and what is told. */
export class FrameError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** "A server MUST NOT mask any frames that it sends" (5.1). */
export function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  if (header.length === 2) header[1] = length;
  else if (header.length === 4) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

/** Takes bytes as they come, and gives whole frames. */
export class FrameReader {
  readonly #most: number;
  #bytes = Buffer.alloc(0);

  /** `most`: bytes of a frame. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Throws a {@link FrameError} for bytes that no client may send. */
  read(chunk: Buffer): readonly Frame[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | undefined {
    const bytes = this.#bytes;
    if (bytes.length < 2) return undefined;
    const [first, second] = [bytes[0]!, bytes[1]!];
    if ((first & 0x70) !== 0) throw new FrameError(1002, 'a reserved bit is set');
    // "a server MUST close the connection upon receiving a frame that is not masked" (5.1)
    if ((second & 0x80) === 0) throw new FrameError(1002, 'a frame is not masked');
    const short = second & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < start) return undefined;
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    const [final, opcode] = [(first & 0x80) !== 0, first & 0x0f];
    // "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be fragmented" (5.5)
    if (opcode >= 8 && (length > 125 || !final)) throw new FrameError(1002, 'a control frame is too long');
    if (length > this.#most) throw new FrameError(1009, 'a message is too big');
    const end = start + 4 + length;
    if (bytes.length < end) return undefined;
    const mask = bytes.subarray(start, start + 4);
    const payload = Buffer.from(bytes.subarray(start + 4, end));
    for (let at = 0; at < payload.length; at++) payload[at]! ^= mask[at & 3]!;
    this.#bytes = bytes.subarray(end);
    return { final, opcode, payload };
  }
}
