package analysis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import analysis.JsonFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReaderTest {
    private static final Path WRITTEN = Path.of("..", "settings.json");

    @Test
    void readsTheSettingsOfTheProject() {
        Settings settings = Settings.ofThisProject();
        assertThat(settings).isEqualTo(SettingsReader.read(JsonFiles.at(WRITTEN)));
        assertThat(settings.gap()).isPositive();
        assertThat(settings.rules()).isNotEmpty();
    }

    @Test
    void leavesOutWhatIsOptional() {
        ObjectNode written = (ObjectNode) JsonFiles.at(WRITTEN);
        ((ObjectNode) written.at("/rules/0")).remove("same");
        ((ObjectNode) written.at("/rules/2")).remove("hasNot");
        Settings settings = SettingsReader.read(written);
        assertThat(settings.countRules().get(0).same()).isEmpty();
        assertThat(settings.sessionRules().get(0).hasNot()).isEmpty();
    }

    static Stream<JsonNode> wrong() {
        return StreamSupport.stream(JsonFiles.resource("wrong-settings.json").spliterator(), false);
    }

    /** The sentences of the TypeScript reader, word for word. */
    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(JsonNode wrong) {
        JsonNode written = changed(JsonFiles.at(WRITTEN), wrong.get("at").asText(), wrong.get("to"));
        assertThatThrownBy(() -> SettingsReader.read(written)).hasMessage(wrong.get("error").asText());
    }

    private static JsonNode changed(JsonNode written, String at, JsonNode to) {
        if (at.isEmpty()) return to;
        JsonNode parent = written.at(at.substring(0, at.lastIndexOf('/')));
        String last = at.substring(at.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode list) list.set(Integer.parseInt(last), to);
        else if (to == null) ((ObjectNode) parent).remove(last);
        else ((ObjectNode) parent).set(last, to);
        return written;
    }
}
