package analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of JSON that tests read. */
public final class JsonFiles {
    public static final ObjectMapper JSON = new ObjectMapper();

    private JsonFiles() {}

    /** A file of {@code src/test/resources}. */
    public static JsonNode resource(String name) {
        return at(Path.of("src", "test", "resources", name));
    }

    /** The vectors that every implementation of the specification reproduces. */
    public static List<Path> vectors() {
        try (Stream<Path> files = Files.list(Path.of("..", "vectors"))) {
            return files.sorted().toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public static JsonNode at(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
