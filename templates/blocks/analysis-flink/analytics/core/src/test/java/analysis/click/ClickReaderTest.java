package analysis.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import analysis.JsonFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClickReaderTest {
    private static final String EVENT =
            """
            {"event_id":"e1","event_type":"page_view","event_time":1790000000000,"user_id":"ada","consent":["analytics"]}""";

    private final ClickReader reader = new ClickReader(ContractCheck.ofThisProject());

    @Test
    void readsAnEvent() throws Exception {
        String line = EVENT.replace("}", ",\"product_id\":\"p1\",\"price\":7,\"properties\":[{}]}");
        assertThat(reader.read(line, 5))
                .contains(new Click(
                        "e1",
                        "ada",
                        "page_view",
                        1790000000000L,
                        5,
                        List.of("analytics"),
                        Map.of("product_id", "p1"),
                        line));
    }

    @Test
    void takesWhatTheBridgeSaysOfItsOrigin() throws Exception {
        String origin = "{\"stream\":{\"kind\":\"%s\",\"topic\":\"clicks\",\"partition\":0,\"offset\":7},";
        assertThat(reader.read(EVENT.replace("{", origin.formatted("event")), 5)).isPresent();
        assertThat(reader.read(origin.formatted("tombstone").replaceFirst(",$", "}"), 5)).isEmpty();
        String replayed = origin.formatted("event").replace("\"offset\":7", "\"offset\":7,\"replayed\":5");
        assertThat(reader.read(EVENT.replace("{", replayed), 5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"event_id\" | it is no JSON",
        "{} {} | it is no JSON",
        "[] | it is no JSON object",
        "null | it is no JSON object",
        "{\"a\":1} | a: is not a field of the contract; event_id: is missing; event_type: is missing",
    })
    void saysWhyALineIsNoEvent(String line, String reason) {
        assertThatThrownBy(() -> reader.read(line, 5)).isInstanceOf(UnreadableClick.class).hasMessage(reason);
    }

    static Stream<JsonNode> wrongEvents() {
        return StreamSupport.stream(JsonFiles.resource("wrong-events.json").spliterator(), false);
    }

    /** The sentences of the check that TypeScript has of the same contract. */
    @ParameterizedTest
    @MethodSource("wrongEvents")
    void saysWhichFieldBreaksTheContract(JsonNode wrong) {
        String line = EVENT.replace(wrong.get("from").asText(), wrong.get("to").asText());
        assertThatThrownBy(() -> reader.read(line, 5)).hasMessage(wrong.get("reason").asText());
    }

    @Test
    void countsCharactersAsUnicodeDoes() throws Exception {
        assertThat(reader.read(EVENT.replace("ada", "\ud83d\ude00".repeat(256)), 5)).isPresent();
        assertThatThrownBy(() -> reader.read(EVENT.replace("ada", "\ud83d\ude00".repeat(257)), 5))
                .hasMessage("user_id: expected at most 256 characters");
    }

    @Test
    void takesWholeNumbersHoweverTheyAreWritten() throws Exception {
        assertThat(reader.read(EVENT.replace("1790000000000", "1.79e12"), 5).get().time()).isEqualTo(1790000000000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"date\"}}} | /a",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}}} | /a",
        "{\"type\":\"object\",\"allOf\":[]} | allOf",
    })
    void refusesAContractThatItDoesNotCheck(String schema, String place) {
        assertThatThrownBy(() -> new ContractCheck(JsonFiles.JSON.readTree(schema))).hasMessageContaining(place);
    }
}
