/**
 * Kafka's default partitioner, so that a record is in the same partition as with a real producer: a hash of the key
 * (`Utils.murmur2` of the Java client). Records without a key take turns.
 */
export function partitionOf(key: Uint8Array | null, partitions: number, turn: number): number {
  return key === null ? turn % partitions : (murmur2(key) & 0x7fffffff) % partitions;
}

const seed = 0x9747b28c;
const factor = 0x5bd1e995;

export function murmur2(data: Uint8Array): number {
  let hash = seed ^ data.length;
  const whole = data.length - (data.length % 4);
  for (let at = 0; at < whole; at += 4) {
    const word = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
    const mixed = Math.imul(word, factor);
    hash = Math.imul(hash, factor) ^ Math.imul(mixed ^ (mixed >>> 24), factor);
  }
  for (let at = data.length - 1; at >= whole; at--) hash ^= data[at]! << (8 * (at - whole));
  if (data.length > whole) hash = Math.imul(hash, factor);
  hash = Math.imul(hash ^ (hash >>> 13), factor);
  return hash ^ (hash >>> 15);
}
