package analysis.results;

import analysis.Metrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes the items of a batch at the same time, each with a request of its own: requests of many items take no condition. */
final class FirstStaysWriter<T> extends AsyncSinkWriter<T, Item> {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStaysWriter.class);

    private final String table;
    private final DynamoDbAsyncClient client;
    private final Counter written;
    private final Counter retried;

    /** What became of an item, and why. */
    private record Put(Item item, PutOutcome outcome, Throwable error) {}

    FirstStaysWriter(FirstStaysSink<T> sink, WriterInitContext context, Collection<BufferedRequestState<Item>> waiting) {
        super(sink.items(), context, sink.limits(), waiting);
        table = sink.table();
        client = sink.clients().create();
        written = Metrics.counter(context.metricGroup(), sink.metric());
        retried = Metrics.counter(context.metricGroup(), "ResultsRetried");
    }

    @Override
    protected void submitRequestEntries(List<Item> items, ResultHandler<Item> handler) {
        List<CompletableFuture<Put>> puts = items.stream().map(this::put).toList();
        CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
                .thenRun(() -> finish(puts.stream().map(CompletableFuture::join).toList(), handler));
    }

    private CompletableFuture<Put> put(Item item) {
        return client.putItem(PutItemRequest.builder()
                        .tableName(table)
                        .item(item.attributes())
                        .conditionExpression("attribute_not_exists(#user)")
                        .expressionAttributeNames(Map.of("#user", "user"))
                        .build())
                .handle((answer, error) -> new Put(item, PutOutcome.of(error), error));
    }

    private void finish(List<Put> puts, ResultHandler<Item> handler) {
        List<Item> again = new ArrayList<>();
        for (Put put : puts) {
            if (put.outcome == PutOutcome.WRITTEN) written.inc();
            if (put.outcome == PutOutcome.TO_RETRY) again.add(put.item);
        }
        Optional<Put> fatal =
                puts.stream().filter(put -> put.outcome == PutOutcome.FATAL).findFirst();
        if (fatal.isPresent()) {
            handler.completeExceptionally(
                    new IllegalStateException("The table " + table + " did not take a result", fatal.get().error));
        } else if (again.isEmpty()) {
            handler.complete();
        } else {
            retried.inc(again.size());
            LOG.warn("{} of {} results were not written to {}, and are retried", again.size(), puts.size(), table);
            handler.retryForEntries(again);
        }
    }

    @Override
    protected long getSizeInBytes(Item item) {
        return item.size();
    }

    @Override
    public void close() {
        client.close();
    }
}
