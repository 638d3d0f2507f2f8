package analysis.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import analysis.JsonFiles;
import analysis.record.ArrivedRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DecodeRecordsTest {
    private static final String EVENT =
            "{\"event_id\":\"%s\",\"event_type\":\"page_view\",\"event_time\":1,\"user_id\":\"ada\",\"consent\":[]}";

    @Test
    void takesTheLinesThatAreEventsAndSetsTheRecordAside() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DecodeRecords()))) {
            harness.open();
            ArrivedRecord record = record("\n" + EVENT.formatted("e1") + "\nnothing\n" + EVENT.formatted("e2") + "\n7\n");
            harness.processElement(new StreamRecord<>(record));
            assertThat(harness.extractOutputValues()).extracting(Click::id, Click::arrival).containsExactly(
                    tuple("e1", 9L), tuple("e2", 9L));
            assertThat(harness.getSideOutput(DecodeRecords.UNREADABLE))
                    .singleElement()
                    .extracting(StreamRecord::getValue)
                    .usingRecursiveComparison()
                    .isEqualTo(new UnreadableRecord(
                            record, "unreadable: line 2: it is no JSON; line 4: it is no JSON object"));
        }
    }

    @Test
    void setsNothingAsideOfARecordThatIsReadable() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DecodeRecords()))) {
            harness.open();
            harness.processElement(new StreamRecord<>(record(EVENT.formatted("e1"))));
            harness.processElement(new StreamRecord<>(record("{\"stream\":{\"kind\":\"tombstone\"}}\n")));
            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(harness.getSideOutput(DecodeRecords.UNREADABLE)).isNull();
        }
    }

    @Test
    void keepsARecordAsALineThatReplayReads() throws Exception {
        var line = JsonFiles.JSON.readTree(new UnreadableRecord(record("\u00e4"), "a \"reason\"").toLine());
        assertThat(line).isEqualTo(JsonFiles.JSON.readTree(
                """
                {"reason":"a \\"reason\\"","eventID":"shardId-000000000000:4957","partitionKey":"key","data":"w6Q="}"""));
    }

    private static ArrivedRecord record(String text) {
        return new ArrivedRecord("shardId-000000000000", "4957", "key", 9, text.getBytes(StandardCharsets.UTF_8));
    }
}
