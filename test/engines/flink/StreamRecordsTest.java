package analysis;

import static org.assertj.core.api.Assertions.assertThat;

import analysis.record.ArrivalWatermarks;
import analysis.record.ArrivedRecord;
import analysis.results.FirstStaysSink;
import analysis.results.Items;
import analysis.results.TableInMemory;
import analysis.settings.Settings;
import analysis.user.Offer;
import analysis.user.Session;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What came through a real Kafka and the bridge into the stream, and what the events of the topic come to in TypeScript. */
@Timeout(120)
class StreamRecordsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = LocalCluster.onLoopback();

    private static final Settings SETTINGS = Settings.ofThisProject();
    private static final JsonNode GIVEN = JsonFiles.at(Path.of("..", "through-kafka.json"));
    private static final List<ArrivedRecord> RECORDS = records();
    private static final TableInMemory TABLE = new TableInMemory();

    private static List<ArrivedRecord> records() {
        List<ArrivedRecord> records = new ArrayList<>();
        try {
            for (JsonNode record : GIVEN.get("records"))
                records.add(new ArrivedRecord(
                        record.get("shard").asText(),
                        record.get("sequence").asText(),
                        record.get("partitionKey").asText(),
                        record.get("arrival").asLong(),
                        record.get("data").binaryValue()));
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
        return records;
    }

    @Test
    void comesToWhatTheTopicSaysAfterACrash(@InjectMiniCluster MiniCluster cluster) throws Exception {
        CrashOnce.PASSED.set(0);
        CrashOnce.HAS_FAILED.set(false);
        CrashOnce.FAILS_AT.set(Integer.MAX_VALUE);
        DataStream<ArrivedRecord> records = LocalCluster.environment()
                .fromSource(
                        new DataGeneratorSource<>(
                                nth -> RECORDS.get(nth.intValue()), RECORDS.size(), Types.POJO(ArrivedRecord.class)),
                        ArrivalWatermarks.strategy(SETTINGS.lateness(), Duration.ofMinutes(1)),
                        "records")
                .setParallelism(1)
                .uid("records")
                .map(new CrashOnce())
                .setParallelism(1)
                .uid("crash-once");
        ClickAnalysis analysis = ClickAnalysis.of(records, SETTINGS);
        analysis.sessions()
                .sinkTo(new FirstStaysSink<>("results", Items.ofSessions(), "SessionsClosed", () -> TABLE))
                .uid("sessions");
        analysis.offers()
                .sinkTo(new FirstStaysSink<>("results", Items.ofOffers(SETTINGS), "OffersMade", () -> TABLE))
                .uid("offers");
        JobClient job = records.getExecutionEnvironment().executeAsync("through Kafka");
        while (CrashOnce.PASSED.get() < RECORDS.size() / 3) Thread.sleep(5);
        cluster.triggerCheckpoint(job.getJobID()).get(30, TimeUnit.SECONDS);
        CrashOnce.FAILS_AT.set(CrashOnce.PASSED.get() + RECORDS.size() / 4);
        job.getJobExecutionResult().get();
        assertThat(CrashOnce.HAS_FAILED).isTrue();
        assertThat(withoutTimes(TABLE.items())).isEqualTo(expected());
        System.out.printf("%d records of the stream came to %d results, after a crash%n", RECORDS.size(), TABLE.items().size());
    }

    private static Map<String, Map<String, AttributeValue>> expected() {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        for (Session session : JsonFiles.JSON.convertValue(GIVEN.get("sessions"), new TypeReference<Set<Session>>() {}))
            put(items, Items.ofSessions().apply(session, null).attributes());
        for (Offer offer : JsonFiles.JSON.convertValue(GIVEN.get("offers"), new TypeReference<Set<Offer>>() {}))
            put(items, Items.ofOffers(SETTINGS).apply(offer, null).attributes());
        assertThat(items).hasSizeGreaterThan(50);
        return withoutTimes(items);
    }

    private static void put(Map<String, Map<String, AttributeValue>> items, Map<String, AttributeValue> attributes) {
        items.put(attributes.get("user").s() + " " + attributes.get("result").s(), attributes);
    }

    /** The specification says what is offered, and not when it happened. */
    private static Map<String, Map<String, AttributeValue>> withoutTimes(Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> without = new HashMap<>();
        items.forEach((key, attributes) -> {
            Map<String, AttributeValue> left = new HashMap<>(attributes);
            left.keySet().removeAll(Set.of("happened", "arrived"));
            without.put(key, left);
        });
        return without;
    }
}
