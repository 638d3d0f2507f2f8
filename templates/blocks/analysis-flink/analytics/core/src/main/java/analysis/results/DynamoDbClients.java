package analysis.results;

import java.io.Serializable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Makes the client of a sink where the sink runs. */
@FunctionalInterface
public interface DynamoDbClients extends Serializable {
    DynamoDbAsyncClient create();
}
