package analysis.click;

import analysis.settings.CountRule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads lines of records as click events. */
public final class ClickReader {
    /** The member in which the bridge says where a line comes from. */
    private static final String ORIGIN = "stream";
    /** Its member for a line that was replayed from the lake. */
    private static final String REPLAYED = "replayed";
    /** Problems that a reason names. */
    private static final int MOST_PROBLEMS = 3;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final ContractCheck contract;

    public ClickReader(ContractCheck contract) {
        this.contract = contract;
    }

    /**
     * Reads a line of a record that arrived at {@code arrival}. Empty for a tombstone of a topic, since a key whose value is gone is no
     * event, and for a line that was replayed from the lake: its first arrival has decided what becomes of it.
     */
    public Optional<Click> read(String line, long arrival) throws UnreadableClick {
        JsonNode value;
        try {
            value = JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new UnreadableClick("it is no JSON");
        }
        if (!(value instanceof ObjectNode event)) throw new UnreadableClick("it is no JSON object");
        JsonNode origin = event.remove(ORIGIN);
        if (origin != null && (origin.path("kind").asText().equals("tombstone") || origin.has(REPLAYED)))
            return Optional.empty();
        List<String> problems = contract.problemsOf(event);
        if (!problems.isEmpty())
            throw new UnreadableClick(
                    String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))));
        List<String> consent = new ArrayList<>();
        event.path("consent").forEach(purpose -> consent.add(purpose.asText()));
        Map<String, String> same = new HashMap<>();
        for (String field : CountRule.SAME_FIELDS) if (event.has(field)) same.put(field, event.get(field).asText());
        return Optional.of(new Click(
                event.get("event_id").asText(),
                event.get("user_id").asText(),
                event.get("event_type").asText(),
                event.get("event_time").asLong(),
                arrival,
                consent,
                same,
                line));
    }
}
