import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { kindOf, prefixes, readParked, type ParkedKey, type ParkedObject } from './parked.ts';

/** The bucket of the failure store. */
export class FailureBucket {
  readonly #name: string;
  readonly #objects: S3Client;

  constructor(name: string, region: string) {
    this.#name = name;
    this.#objects = new S3Client({ region });
  }

  /** Every object that holds parked records, without them: there may be more than memory can hold. */
  async keys(): Promise<ParkedKey[]> {
    const keys: ParkedKey[] = [];
    for (const { prefix } of prefixes) for await (const key of this.#below(prefix)) keys.push(key);
    return keys;
  }

  /** One object. What cannot be read is told, and left alone. */
  async read({ key, at }: ParkedKey, tell: (problem: string) => void): Promise<ParkedObject | undefined> {
    const { Body } = await this.#objects.send(new GetObjectCommand({ Bucket: this.#name, Key: key }));
    try {
      return readParked(key, await Body!.transformToString(), at);
    } catch (error) {
      tell((error as Error).message);
      return undefined;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#objects.send(new DeleteObjectCommand({ Bucket: this.#name, Key: key }));
  }

  async *#below(prefix: string): AsyncIterable<ParkedKey> {
    let token: string | undefined;
    do {
      const page = await this.#objects.send(
        new ListObjectsV2Command({
          Bucket: this.#name,
          Prefix: prefix,
          ...(token ? { ContinuationToken: token } : {}),
        }),
      );
      for (const { Key, LastModified } of page.Contents ?? [])
        yield { key: Key!, kind: kindOf(Key!), at: LastModified! };
      token = page.NextContinuationToken;
    } while (token);
  }
}
