/** The partition of a key: the same as with the partitioner of Kafka's own clients, so that all producers agree where an entity is. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;

const factor = 0x5bd1e995;

/** `Utils.murmur2` of the Java client. */
function murmur2(data: Uint8Array): number {
  let hash = 0x9747b28c ^ data.length;
  const rest = data.length % 4;
  const whole = data.length - rest;
  for (let at = 0; at < whole; at += 4) {
    const word = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
    const mixed = Math.imul(word, factor);
    hash = Math.imul(hash, factor) ^ Math.imul(mixed ^ (mixed >>> 24), factor);
  }
  for (let at = data.length - 1; at >= whole; at--) hash ^= data[at]! << (8 * (at - whole));
  if (rest > 0) hash = Math.imul(hash, factor);
  hash = Math.imul(hash ^ (hash >>> 13), factor);
  return hash ^ (hash >>> 15);
}
