package analysis.click;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What keeps a value from being an event of the contract: sentences with the path of a field, never its value. */
public final class ContractCheck {
    private final ValueCheck check;

    /** @param schema the contract, as JSON Schema. Throws where it says what this check does not know. */
    public ContractCheck(JsonNode schema) {
        check = SchemaReader.read(schema, "");
    }

    /** The contract that the job was built with. */
    public static ContractCheck ofThisProject() {
        try (InputStream file = ContractCheck.class.getResourceAsStream("/click-event.schema.json")) {
            return new ContractCheck(new ObjectMapper().readTree(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public List<String> problemsOf(JsonNode value) {
        return check.problemsOf(value, "");
    }
}
