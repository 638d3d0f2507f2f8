package analysis.results;

import static analysis.results.PutOutcomeTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import analysis.user.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class FirstStaysSinkTest {
    private final TableInMemory table = new TableInMemory();
    private final WriterOnItsOwn job = new WriterOnItsOwn();
    private final FirstStaysSink<Session> sink =
            new FirstStaysSink<>("results", Items.ofSessions(), "SessionsClosed", () -> table);

    private static Session session(int nth) {
        return new Session("ada", nth, nth + 1L, nth, Map.of("search", nth), Map.of());
    }

    private StatefulSinkWriter<Session, BufferedRequestState<Item>> writer() throws IOException {
        return sink.createWriter(job);
    }

    @Test
    void writesEachOnce() throws Exception {
        var writer = writer();
        for (int nth = 0; nth < 25; nth++) writer.write(session(nth), null);
        writer.flush(true);
        assertThat(table.items()).hasSize(25);
        assertThat(table.requests()).isEqualTo(25);
    }

    @Test
    void leavesWhatIsThereAsItIs() throws Exception {
        var writer = writer();
        writer.write(session(1), null);
        writer.flush(true);
        var before = table.items();
        writer.write(new Session("ada", 1, 99, 99, Map.of(), Map.of()), null);
        writer.flush(true);
        assertThat(table.requests()).isEqualTo(2);
        assertThat(table.items()).isEqualTo(before);
        assertThat(job.metrics.of("kinesisanalytics.SessionsClosed")).isEqualTo(1);
    }

    @Test
    void retriesOnlyWhatWasNotWritten() throws Exception {
        table.failWith(
                refusal("ThrottlingException", 400),
                SdkClientException.create("no answer", new IOException("reset")),
                refusal("InternalServerError", 500));
        var writer = writer();
        for (int nth = 0; nth < 10; nth++) writer.write(session(nth), null);
        writer.flush(true);
        assertThat(table.items()).hasSize(10);
        assertThat(table.requests()).isEqualTo(13);
        assertThat(job.metrics.of("kinesisanalytics.SessionsClosed")).isEqualTo(10);
        assertThat(job.metrics.of("kinesisanalytics.ResultsRetried")).isEqualTo(3);
    }

    @Test
    void failsTheJobWhereNoRepetitionWouldHelp() throws Exception {
        table.failWith(refusal("ThrottlingException", 400), refusal("ResourceNotFoundException", 400));
        var writer = writer();
        for (int nth = 0; nth < 3; nth++) writer.write(session(nth), null);
        assertThatThrownBy(() -> writer.flush(true))
                .hasStackTraceContaining("The table results did not take a result")
                .hasStackTraceContaining("ResourceNotFoundException");
    }

    @Test
    void keepsWhatWaitsInItsCheckpoints() throws Exception {
        var writer = writer();
        for (int nth = 0; nth < 5; nth++) writer.write(session(nth), null);
        assertThat(table.requests()).isZero();
        var serializer = sink.getWriterStateSerializer();
        List<BufferedRequestState<Item>> restored = writer.snapshotState(1).stream()
                .map(state -> copy(serializer, state))
                .toList();
        sink.restoreWriter(new WriterOnItsOwn(), restored).flush(true);
        assertThat(table.items()).hasSize(5);
    }

    private static BufferedRequestState<Item> copy(
            SimpleVersionedSerializer<BufferedRequestState<Item>> serializer,
            BufferedRequestState<Item> state) {
        try {
            return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
