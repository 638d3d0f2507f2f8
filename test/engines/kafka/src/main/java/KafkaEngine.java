import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/**
 * One Apache Kafka node (KRaft, broker and controller in one process), bound to 127.0.0.1 only.
 *
 * Arguments: port=N (0: a free one), data=DIR (none: a temporary directory, removed at the end),
 * parent=PID (stops when that process ends), and any broker property, as name=value.
 * Prints one line "READY {json}" on stdout when clients can connect; stops on SIGTERM.
 */
public final class KafkaEngine {
  private static final String HOST = "127.0.0.1";

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Throwable error) {
      // threads that were started already would keep the process alive
      error.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    int port = 0;
    long parent = 0;
    Path data = null;
    Properties given = new Properties();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 1) throw new IllegalArgumentException("expected name=value: " + argument);
      String name = argument.substring(0, at);
      String value = argument.substring(at + 1);
      switch (name) {
        case "port" -> port = Integer.parseInt(value);
        case "data" -> data = Path.of(value);
        case "parent" -> parent = Long.parseLong(value);
        default -> given.setProperty(name, value);
      }
    }
    boolean isTemporary = data == null;
    Path directory = isTemporary ? Files.createTempDirectory("kafka-engine-") : Files.createDirectories(data);
    int[] free = freePorts();
    Properties properties = propertiesOf(directory, port == 0 ? free[0] : port, free[1]);
    properties.putAll(given);
    format(directory, properties);

    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.shutdown();
      server.awaitShutdown();
      if (isTemporary) remove(directory);
    }, "kafka-engine-stop"));
    if (parent != 0) ProcessHandle.of(parent).orElseThrow().onExit().thenRun(() -> System.exit(0));
    server.startup();
    System.out.printf("READY {\"host\":\"%s\",\"port\":%d,\"version\":\"%s\"}%n",
        HOST, port == 0 ? free[0] : port, AppInfoParser.getVersion());
    server.awaitShutdown();
  }

  private static Properties propertiesOf(Path directory, int port, int controller) {
    String clients = "PLAINTEXT://" + HOST + ":" + port;
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controller);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("listeners", clients + ",CONTROLLER://" + HOST + ":" + controller);
    properties.setProperty("advertised.listeners", clients);
    properties.setProperty("log.dirs", directory.resolve("log").toString());
    // one node: nothing can be replicated
    for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.setProperty(topic + ".replication.factor", "1");
      properties.setProperty(topic + ".num.partitions", "1");
    }
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    // no wait for more members of a group, and not the 128 MiB that the log cleaner takes by default
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "2");
    properties.setProperty("num.recovery.threads.per.data.dir", "1");
    // a topic is made on purpose, as on MSK
    properties.setProperty("auto.create.topics.enable", "false");
    return properties;
  }

  private static void format(Path directory, Properties properties) throws IOException {
    if (Files.exists(directory.resolve("log").resolve("meta.properties"))) return;
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] format = {
      "format", "--ignore-formatted", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    if (StorageTool.execute(format, new PrintStream(System.err)) != 0)
      throw new IllegalStateException("the storage could not be formatted");
  }

  /** Two free ports, held together while they are chosen so that they differ. */
  private static int[] freePorts() throws IOException {
    InetAddress host = InetAddress.getByName(HOST);
    try (ServerSocket one = new ServerSocket(0, 1, host); ServerSocket other = new ServerSocket(0, 1, host)) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException ignored) {
      // left to the system's own cleaning of its temporary directory
    }
  }
}
