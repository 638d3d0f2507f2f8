// Processes of this machine, as Linux tells of them: proc(5).
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The processes that a process has started. */
export const childrenOf = (pid: number): number[] =>
  (textOf(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number);

/** What comes after the name, which may hold anything, begins with the state; Z is dead. */
export const isAlive = (pid: number): boolean => {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat !== undefined && !stat.split(') ').at(-1)!.startsWith('Z');
};

interface Socket {
  /** Hexadecimal, in the byte order of the machine: 0100007F:PORT is loopback. */
  readonly address: string;
  /** No other socket has the same. */
  readonly inode: string;
}

/** Sockets of TCP on which any process listens. */
export const listening = (): Socket[] =>
  ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === '0A')
      .map(([, address, , , , , , , , inode]) => ({ address: address!, inode: inode! })),
  );

/** Those on which a process listens, or one that comes from it. */
export function listeningOf(pid: number): Socket[] {
  const open = new Set(withDescendants(pid).flatMap(openFiles));
  return listening().filter(({ inode }) => open.has(`socket:[${inode}]`));
}

const withDescendants = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(withDescendants)];

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const names = orNothing(() => readdirSync(folder)) ?? [];
  return names.flatMap((name) => orNothing(() => readlinkSync(`${folder}/${name}`)) ?? []);
}

const textOf = (path: string): string | undefined => orNothing(() => readFileSync(path, 'latin1'));

/** A process may end, and a file be closed, between two looks. */
function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
