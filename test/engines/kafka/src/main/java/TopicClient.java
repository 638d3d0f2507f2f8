import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own clients, at a topic of any broker. Produces what it reads, a record a line: CODEC, TIMESTAMP, KEY, VALUE, HEADERS. Then
 * consumes all of the topic, a record a line: PARTITION, OFFSET, TIMESTAMP, KEY, VALUE, HEADERS. Then says for each codec how large its
 * batches were beside what they hold: "rate", CODEC, RATE. Tabs part members, bytes are hexadecimal digits, "-" is null. A header is
 * NAME:VALUE, and commas part headers.
 *
 * Arguments: ADDRESS TOPIC.
 */
public final class TopicClient {
  private static final HexFormat HEX = HexFormat.of();

  public static void main(String[] arguments) throws Exception {
    String address = arguments[0];
    String topic = arguments[1];
    Map<String, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();
    produce(address, topic, producers);
    consume(address, topic);
    producers.forEach((codec, producer) -> {
      producer.metrics().forEach((name, metric) -> {
        if (name.name().equals("compression-rate-avg") && name.group().equals("producer-metrics"))
          System.out.println("rate\t" + codec + "\t" + metric.metricValue());
      });
      producer.close();
    });
  }

  private static void produce(String address, String topic, Map<String, KafkaProducer<byte[], byte[]>> producers)
      throws IOException, ExecutionException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    List<Future<?>> sent = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] members = line.split("\t", -1);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, null, Long.parseLong(members[1]), bytes(members[2]), bytes(members[3]));
      for (String header : members[4].isEmpty() ? new String[0] : members[4].split(",")) {
        String[] parts = header.split(":", -1);
        record.headers().add(new RecordHeader(new String(bytes(parts[0]), StandardCharsets.UTF_8), bytes(parts[1])));
      }
      sent.add(producers.computeIfAbsent(members[0], codec -> producer(address, codec)).send(record));
    }
    producers.values().forEach(KafkaProducer::flush);
    // what a broker has refused is thrown here
    for (Future<?> each : sent) each.get();
  }

  private static KafkaProducer<byte[], byte[]> producer(String address, String codec) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address, "compression.type", codec, "linger.ms", 1000, "acks", "all");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void consume(String address, String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", address, "check.crcs", true);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
          .map(each -> new TopicPartition(topic, each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
        consumer.poll(Duration.ofMillis(100)).forEach(record -> System.out.println(line(record)));
    }
  }

  private static String line(ConsumerRecord<byte[], byte[]> record) {
    List<String> headers = new ArrayList<>();
    for (Header header : record.headers()) headers.add(HEX.formatHex(header.key().getBytes(StandardCharsets.UTF_8)) + ":" + hex(header.value()));
    return String.join("\t", String.valueOf(record.partition()), String.valueOf(record.offset()),
        String.valueOf(record.timestamp()), hex(record.key()), hex(record.value()), String.join(",", headers));
  }

  private static byte[] bytes(String hex) {
    return hex.equals("-") ? null : HEX.parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? "-" : HEX.formatHex(bytes);
  }
}
