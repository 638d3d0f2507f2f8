import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { startGateway, type Gateway } from '../../runtime/gateway/server.ts';
import { frameOf, FrameReader, opcodes } from '../../runtime/gateway/websocket/frames.ts';
import type { GatewayRequest, UpgradeOutcome } from '../../runtime/contracts/gateway.ts';

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

/** As a client sends it. */
function masked(opcode: number, payload: string | Buffer, { final = true } = {}): Buffer {
  const frame = frameOf(opcode, Buffer.from(payload));
  const start = frame.length - Buffer.byteLength(payload);
  const mask = Buffer.from([1, 2, 3, 4]);
  const body = Buffer.from(frame.subarray(start)).map((byte, at) => byte ^ mask[at & 3]!);
  const header = Buffer.from(frame.subarray(0, start));
  header[0] = (final ? 0x80 : 0) | opcode;
  header[1]! |= 0x80;
  return Buffer.concat([header, mask, body]);
}

/** A gateway that sends every text back, and tells of the end. */
async function echo(answer?: (request: GatewayRequest) => UpgradeOutcome): Promise<{ ended: Promise<void> }> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const listens = (): UpgradeOutcome => ({
    protocol: 'echo',
    open: (socket) => ({ text: (text) => (text === 'bye' ? socket.break() : socket.send(text)), closed: resolve }),
  });
  gateway = await startGateway(
    async () => ({ status: 200, body: 'http' }),
    0,
    async (request) => (answer ?? listens)(request),
  );
  return { ended };
}

const client = async (): Promise<WebSocket> => {
  const socket = new WebSocket(gateway!.url.replace('http', 'ws'), ['echo', 'other']);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  return socket;
};
const next = (socket: WebSocket): Promise<string> =>
  new Promise((resolve) => socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }));

/** A connection after its handshake, byte by byte; `read` waits for so many bytes. */
async function raw(): Promise<{ socket: Socket; read(bytes: number): Promise<Buffer> }> {
  const socket = connect(Number(new URL(gateway!.url).port), '127.0.0.1');
  let all = Buffer.alloc(0);
  let came = (): void => undefined;
  socket.on('data', (chunk: Buffer) => {
    all = Buffer.concat([all, chunk]);
    came();
  });
  const read = async (bytes: number): Promise<Buffer> => {
    while (all.length < bytes) await new Promise<void>((resolve) => (came = resolve));
    const some = all.subarray(0, bytes);
    all = all.subarray(bytes);
    return some;
  };
  socket.write(
    'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  let header = '';
  while (!header.endsWith('\r\n\r\n')) header += String(await read(1));
  expect(header).toContain('sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  return { socket, read };
}

describe('a WebSocket of the gateway (RFC 6455)', () => {
  it.each([5, 125, 126, 65_535, 65_536, 1_000_000])('carries a text of %d bytes both ways', async (length) => {
    await echo();
    const socket = await client();
    expect(socket.protocol).toBe('echo');
    const text = 'ä'.repeat(length / 2) + 'a'.repeat(length % 2);
    socket.send(text);
    expect((await next(socket)) === text).toBe(true);
  });

  it('keeps the order of many texts, and hears of the end', async () => {
    const { ended } = await echo();
    const socket = await client();
    const texts: string[] = [];
    const all = new Promise<void>((resolve) =>
      socket.addEventListener('message', ({ data }) => texts.push(String(data)) === 500 && resolve()),
    );
    for (let n = 0; n < 500; n++) socket.send(`text ${n}`);
    await all;
    expect(texts).toEqual(Array.from({ length: 500 }, (_, n) => `text ${n}`));
    socket.close();
    await ended;
  });

  it('may break without a word', async () => {
    const { ended } = await echo();
    const socket = await client();
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.send('bye');
    expect(await closed).toBe(1006);
    await ended;
  });

  it('shares its port with HTTP', async () => {
    await echo();
    await client();
    expect(await (await fetch(gateway!.url)).text()).toBe('http');
  });

  it('is refused with the status of whoever is asked', async () => {
    await echo(() => ({ status: 403 }));
    await expect(client()).rejects.toThrow('refused');
  });

  it.each([
    ['another version', { 'sec-websocket-version': '8' }, 426],
    ['no key', { 'sec-websocket-key': '' }, 400],
    ['something else', { upgrade: 'h2c' }, 400],
  ])('is refused for %s (4.2)', async (_, headers, status) => {
    await echo();
    const socket = connect(Number(new URL(gateway!.url).port), '127.0.0.1');
    const all = {
      host: 'a',
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET / HTTP/1.1\r\n${lines.join('')}\r\n`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    socket.destroy();
  });

  it('puts fragments together, with a ping between them (5.4, 5.5.2)', async () => {
    await echo();
    const { socket, read } = await raw();
    socket.write(masked(opcodes.text, 'one ', { final: false }));
    socket.write(masked(opcodes.ping, 'hi'));
    socket.write(masked(opcodes.continuation, 'two'));
    expect(await read(4)).toEqual(Buffer.from([0x80 | opcodes.pong, 2, ...Buffer.from('hi')]));
    expect(await read(9)).toEqual(Buffer.from([0x81, 7, ...Buffer.from('one two')]));
  });

  it('takes frames that come byte by byte', async () => {
    await echo();
    const { socket, read } = await raw();
    socket.setNoDelay(true);
    for (const byte of masked(opcodes.text, 'slow')) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(await read(6)).toEqual(Buffer.from([0x81, 4, ...Buffer.from('slow')]));
  });

  it.each([
    ['a frame without a mask (5.1)', frameOf(opcodes.text, Buffer.from('a')), 1002],
    ['bytes', masked(opcodes.binary, 'a'), 1003],
    ['a text that is not UTF-8 (8.1)', masked(opcodes.text, Buffer.from([0xff])), 1007],
    ['a continuation of nothing (5.4)', masked(opcodes.continuation, 'a'), 1002],
    ['a long ping (5.5)', masked(opcodes.ping, 'a'.repeat(126)), 1002],
    ['a reserved bit (5.2)', Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), 1002],
    ['a close', masked(opcodes.close, ''), 1000],
  ])('ends with %s', async (_, bytes, code) => {
    const { ended } = await echo();
    const { socket, read } = await raw();
    socket.write(bytes);
    const answer = await read(4);
    expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x80 | opcodes.close, code]);
    await ended;
  });

  it('refuses a message that is too big (7.4.1)', () => {
    expect(() => new FrameReader(100).read(masked(opcodes.text, 'a'.repeat(101)))).toThrow('too big');
  });
});
