package analysis.click;

import analysis.record.ArrivedRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;

/** A record with a line that is no event: kept whole, with the reason. */
public record UnreadableRecord(ArrivedRecord record, String reason) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The line of a reject object, which {@code npm run replay} puts back into the stream. */
    public String toLine() {
        return JSON.createObjectNode()
                .put("reason", reason)
                .put("eventID", record.shard() + ":" + record.sequence())
                .put("partitionKey", record.partitionKey())
                .put("data", Base64.getEncoder().encodeToString(record.data()))
                .toString();
    }
}
