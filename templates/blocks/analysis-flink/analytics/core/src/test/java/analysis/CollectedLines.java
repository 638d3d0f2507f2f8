package analysis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Lines that a job in this process has kept, each once: by the name of the sink, since the job has only a copy of it. */
record CollectedLines(String name) implements Sink<String> {
    private static final ConcurrentHashMap<String, Set<String>> LINES = new ConcurrentHashMap<>();

    Set<String> lines() {
        return LINES.computeIfAbsent(name, fresh -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(String line, Context ignored) {
                lines().add(line);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
