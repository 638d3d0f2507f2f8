/** The bucket of the lake, as the stand-in of the job sees it. */
export interface Objects {
  /** Keys below a prefix, with their bytes. */
  sizes(prefix: string): Promise<ReadonlyMap<string, number>>;
  /** The names of the folders in a prefix: "hour=2026-11-01-05". */
  folders(prefix: string): Promise<readonly string[]>;
  /** Undefined where there is none. */
  read(key: string): Promise<Uint8Array | undefined>;
  write(key: string, body: Uint8Array | string): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** A text of JSON. */
export async function jsonAt(objects: Objects, key: string): Promise<unknown> {
  const body = await objects.read(key);
  return body && JSON.parse(Buffer.from(body).toString());
}
