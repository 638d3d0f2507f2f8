package analysis.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What {@code settings.json} says.
 *
 * @param gap milliseconds without an event after which a session is over
 * @param lateness milliseconds that an event may take from the device to the stream
 */
public record Settings(long gap, long lateness, Purposes purposes, List<Rule> rules) implements Serializable {
    /** The settings that the job was built with. */
    public static Settings ofThisProject() {
        try (InputStream file = Settings.class.getResourceAsStream("/settings.json")) {
            return SettingsReader.read(new ObjectMapper().readTree(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public List<CountRule> countRules() {
        return rulesOf(CountRule.class);
    }

    public List<SessionRule> sessionRules() {
        return rulesOf(SessionRule.class);
    }

    private <R extends Rule> List<R> rulesOf(Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
