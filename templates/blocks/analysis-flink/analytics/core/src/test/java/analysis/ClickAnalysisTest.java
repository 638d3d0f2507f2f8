package analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import analysis.click.Click;
import analysis.click.UnreadableRecord;
import analysis.record.ArrivalWatermarks;
import analysis.record.ArrivedRecord;
import analysis.results.FirstStaysSink;
import analysis.results.Item;
import analysis.results.Items;
import analysis.results.TableInMemory;
import analysis.settings.Settings;
import analysis.user.Fate;
import analysis.user.LeftOut;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(120)
class ClickAnalysisTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = LocalCluster.onLoopback();

    private static final Settings SETTINGS = Settings.ofThisProject();
    private static final List<Click> CLICKS = RandomClicks.of(7, 60, SETTINGS.lateness());
    private static final List<ArrivedRecord> RECORDS =
            IntStream.range(0, CLICKS.size()).mapToObj(ClickAnalysisTest::record).toList();
    private static final Map<String, TableInMemory> TABLES = new ConcurrentHashMap<>();

    /** Every 50th record has a line more, which is no event. */
    private static ArrivedRecord record(int nth) {
        Click click = CLICKS.get(nth);
        String lines = RandomClicks.lineOf(click) + (nth % 50 == 7 ? "no event " + nth : "");
        byte[] data = lines.getBytes(StandardCharsets.UTF_8);
        return new ArrivedRecord("shardId-000000000000", "" + nth, click.user(), click.arrival(), data);
    }

    private static DataStream<ArrivedRecord> source(StreamExecutionEnvironment environment) {
        return environment
                .fromSource(
                        new DataGeneratorSource<>(
                                nth -> RECORDS.get(nth.intValue()), RECORDS.size(), Types.POJO(ArrivedRecord.class)),
                        ArrivalWatermarks.strategy(SETTINGS.lateness(), Duration.ofMinutes(1)),
                        "records")
                .setParallelism(1)
                .uid("records");
    }

    private static JobClient start(String run, DataStream<ArrivedRecord> records) throws Exception {
        TABLES.put(run, new TableInMemory());
        ClickAnalysis analysis = ClickAnalysis.of(records, SETTINGS);
        analysis.sessions()
                .sinkTo(new FirstStaysSink<>("results", Items.ofSessions(), "SessionsClosed", () -> TABLES.get(run)))
                .uid("sessions");
        analysis.offers()
                .sinkTo(new FirstStaysSink<>("results", Items.ofOffers(SETTINGS), "OffersMade", () -> TABLES.get(run)))
                .uid("offers");
        analysis.leftOut().map(LeftOut::toLine).uid("left-out-lines")
                .sinkTo(new CollectedLines(run + " left out")).uid("left-out");
        analysis.unreadable().map(UnreadableRecord::toLine).uid("unreadable-lines")
                .sinkTo(new CollectedLines(run + " unreadable")).uid("unreadable");
        return records.getExecutionEnvironment().executeAsync(run);
    }

    @Test
    void comesToWhatTheWholeHistorySays() throws Exception {
        start("whole", source(LocalCluster.environment())).getJobExecutionResult().get();
        assertResults("whole");
        assertThat(TABLES.get("whole").requests()).isEqualTo(TABLES.get("whole").items().size());
    }

    @Test
    void comesToTheSameAfterACrash(@InjectMiniCluster MiniCluster cluster) throws Exception {
        DataStream<ArrivedRecord> records =
                source(LocalCluster.environment()).map(new CrashOnce()).setParallelism(1).uid("crash-once");
        JobClient job = start("crashed", records);
        while (CrashOnce.PASSED.get() < RECORDS.size() / 3) Thread.sleep(5);
        cluster.triggerCheckpoint(job.getJobID()).get(30, TimeUnit.SECONDS);
        CrashOnce.FAILS_AT.set(CrashOnce.PASSED.get() + 800);
        job.getJobExecutionResult().get();
        assertThat(CrashOnce.HAS_FAILED).isTrue();
        assertResults("crashed");
        // what was written between the checkpoint and the crash came again
        assertThat(TABLES.get("crashed").requests()).isGreaterThan(TABLES.get("crashed").items().size());
    }

    @Test
    void refusesAnOperatorThatHasNoUid() {
        DataStream<ArrivedRecord> records = source(LocalCluster.environment()).map(record -> record)
                .returns(Types.POJO(ArrivedRecord.class));
        assertThatThrownBy(() -> start("refused", records)).hasMessageContaining("no UID");
    }

    private static void assertResults(String run) throws Exception {
        Analysed expected = Reference.of(CLICKS, SETTINGS);
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        expected.sessions().forEach(session -> put(items, Items.ofSessions().apply(session, null)));
        expected.offers().forEach(offer -> put(items, Items.ofOffers(SETTINGS).apply(offer, null)));
        assertThat(items).hasSizeGreaterThan(500);
        assertThat(TABLES.get(run).items()).isEqualTo(items);
        int leftOut = expected.fates().get(Fate.LATE) + expected.fates().get(Fate.AHEAD);
        assertThat(new CollectedLines(run + " left out").lines()).hasSizeBetween(leftOut / 2, leftOut);
        assertThat(new CollectedLines(run + " unreadable").lines()).hasSize((RECORDS.size() - 7 + 49) / 50);
    }

    private static void put(Map<String, Map<String, AttributeValue>> items, Item item) {
        String key = item.attributes().get("user").s() + " " + item.attributes().get("result").s();
        items.put(key, item.attributes());
    }
}
