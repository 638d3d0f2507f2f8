package analysis.results;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes items to a table of DynamoDB, each once: one that is there already stays as it is. So a job that repeats what it did since its
 * last checkpoint changes nothing and pushes nothing.
 */
public final class FirstStaysSink<T> extends AsyncSinkBase<T, Item> {
    private static final int ITEMS_A_BATCH = 10;
    private static final int BATCHES_AT_ONCE = 4;
    private static final int ITEMS_THAT_WAIT = 1_000;
    private static final int MOST_MILLISECONDS = 500;
    /** Bytes: DynamoDB developer guide, page: quotas in Amazon DynamoDB. */
    private static final int LARGEST_ITEM = 400 * 1024;

    private final String table;
    private final String metric;
    private final DynamoDbClients clients;

    /** @param metric counts the items that are new */
    public FirstStaysSink(String table, ElementConverter<T, Item> items, String metric, DynamoDbClients clients) {
        super(
                items,
                ITEMS_A_BATCH,
                BATCHES_AT_ONCE,
                ITEMS_THAT_WAIT,
                (long) ITEMS_A_BATCH * LARGEST_ITEM,
                MOST_MILLISECONDS,
                LARGEST_ITEM);
        this.table = table;
        this.metric = metric;
        this.clients = clients;
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<Item>> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<Item>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<Item>> waiting) {
        return new FirstStaysWriter<>(this, context, waiting);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Item>> getWriterStateSerializer() {
        return new ItemSerializer();
    }

    String table() {
        return table;
    }

    String metric() {
        return metric;
    }

    DynamoDbClients clients() {
        return clients;
    }

    ElementConverter<T, Item> items() {
        return getElementConverter();
    }

    /** The limits of a batch. */
    AsyncSinkWriterConfiguration limits() {
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                .build();
    }
}
