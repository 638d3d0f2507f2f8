package analysis.results;

import java.io.Serializable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table of results: texts, numbers, and maps of these. */
public record Item(Map<String, AttributeValue> attributes) implements Serializable {
    /** As DynamoDB counts it, more or less. Bytes. */
    long size() {
        return sizeOf(attributes);
    }

    private static long sizeOf(Map<String, AttributeValue> attributes) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> each : attributes.entrySet()) {
            AttributeValue value = each.getValue();
            size += each.getKey().length() + (value.hasM() ? sizeOf(value.m()) : lengthOf(value));
        }
        return size;
    }

    private static long lengthOf(AttributeValue value) {
        return value.s() == null ? value.n().length() : value.s().length();
    }
}
