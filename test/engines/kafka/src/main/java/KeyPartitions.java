import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Prints the partition that Kafka's own producer gives each key: a line of hexadecimal digits each. Argument: how many partitions. */
public final class KeyPartitions {
  public static void main(String[] arguments) throws IOException {
    int partitions = Integer.parseInt(arguments[0]);
    BufferedReader keys = new BufferedReader(new InputStreamReader(System.in));
    for (String key = keys.readLine(); key != null; key = keys.readLine())
      System.out.println(BuiltInPartitioner.partitionForKey(HexFormat.of().parseHex(key), partitions));
  }
}
