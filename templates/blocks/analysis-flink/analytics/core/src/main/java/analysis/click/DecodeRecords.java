package analysis.click;

import analysis.Metrics;
import analysis.record.ArrivedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Records to their events. A record with a line that is no event also goes aside, whole; its other lines are events all the same. */
public final class DecodeRecords extends ProcessFunction<ArrivedRecord, Click> {
    public static final OutputTag<UnreadableRecord> UNREADABLE =
            new OutputTag<>("unreadable", Types.POJO(UnreadableRecord.class)) {};

    /** Problems of lines that a reason names. */
    private static final int MOST_PROBLEMS = 5;

    private transient ClickReader reader;
    private transient Counter tombstones;
    private transient Counter unreadable;

    @Override
    public void open(OpenContext context) {
        reader = new ClickReader(ContractCheck.ofThisProject());
        tombstones = Metrics.counter(getRuntimeContext().getMetricGroup(), "Tombstones");
        unreadable = Metrics.counter(getRuntimeContext().getMetricGroup(), "RecordsUnreadable");
    }

    @Override
    public void processElement(ArrivedRecord record, Context context, Collector<Click> out) {
        List<String> problems = new ArrayList<>();
        List<String> lines = linesOf(record.data());
        for (int at = 0; at < lines.size(); at++) {
            try {
                Optional<Click> click = reader.read(lines.get(at), record.arrival());
                click.ifPresentOrElse(out::collect, tombstones::inc);
            } catch (UnreadableClick error) {
                problems.add("line " + (at + 1) + ": " + error.getMessage());
            }
        }
        if (problems.isEmpty()) return;
        unreadable.inc();
        List<String> named = problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
        context.output(UNREADABLE, new UnreadableRecord(record, "unreadable: " + String.join("; ", named)));
    }

    /** The lines of a record: one event each. The last one may end with a newline. */
    private static List<String> linesOf(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        return Arrays.stream(text.split("\n")).filter(line -> !line.isBlank()).toList();
    }
}
