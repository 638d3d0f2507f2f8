package analysis.results;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A table of DynamoDB that knows conditional writes of items under {@code user} and {@code result}, and fails when told to. */
public final class TableInMemory implements DynamoDbAsyncClient {
    private final Map<String, Map<String, AttributeValue>> items = new ConcurrentHashMap<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
        requests.incrementAndGet();
        RuntimeException failure = failures.poll();
        if (failure != null) return CompletableFuture.failedFuture(failure);
        if (!"attribute_not_exists(#user)".equals(request.conditionExpression())
                || !Map.of("#user", "user").equals(request.expressionAttributeNames()))
            return CompletableFuture.failedFuture(new IllegalArgumentException("not on the condition that none is there"));
        String key = request.item().get("user").s() + " " + request.item().get("result").s();
        boolean isFirst = items.putIfAbsent(key, request.item()) == null;
        return isFirst
                ? CompletableFuture.completedFuture(PutItemResponse.builder().build())
                : CompletableFuture.failedFuture(
                        ConditionalCheckFailedException.builder().message("The conditional request failed").build());
    }

    /** The next requests fail so, one after the other. */
    void failWith(RuntimeException... next) {
        failures.addAll(List.of(next));
    }

    public Map<String, Map<String, AttributeValue>> items() {
        return Map.copyOf(items);
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
