package analysis.record;

/**
 * A record of the stream, as Kinesis gives it.
 *
 * @param shard the shard that it was read from
 * @param sequence its sequence number in the shard
 * @param partitionKey the key that chose the shard
 * @param arrival when it arrived in the stream: milliseconds of Unix time, which Kinesis calls approximate
 * @param data lines of JSON, one event each
 */
public record ArrivedRecord(String shard, String sequence, String partitionKey, long arrival, byte[] data) {}
