package analysis.user;

import static org.assertj.core.api.Assertions.assertThat;

import analysis.Analysed;
import analysis.JsonFiles;
import analysis.click.ClickReader;
import analysis.click.ContractCheck;
import analysis.settings.Settings;
import analysis.settings.SettingsReader;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {
    private final ClickReader reader = new ClickReader(ContractCheck.ofThisProject());

    static List<Path> vectors() {
        return JsonFiles.vectors();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void comesToWhatEveryVectorSays(Path file) throws Exception {
        JsonNode vector = JsonFiles.at(file);
        Settings settings = SettingsReader.read(vector.get("settings"));
        List<String> fates = new ArrayList<>();
        try (UsersHarness users = new UsersHarness(settings)) {
            for (JsonNode record : vector.get("records")) {
                long arrival = record.get("arrival").asLong();
                fates.add(inCamelCase(users.take(
                        reader.read(record.get("event").toString(), arrival).orElseThrow())));
            }
            users.advance(Long.MAX_VALUE);
            Analysed result = users.collect();
            assertThat(fates).isEqualTo(JsonFiles.JSON.convertValue(vector.get("fates"), new TypeReference<List<String>>() {}));
            assertThat(result.sessions())
                    .isEqualTo(JsonFiles.JSON.convertValue(vector.get("sessions"), new TypeReference<Set<Session>>() {}));
            assertThat(withoutTimes(result.offers()))
                    .isEqualTo(JsonFiles.JSON.convertValue(vector.get("offers"), new TypeReference<Set<Offer>>() {}));
            assertThat(users.remembered()).isZero();
        }
    }

    /** Vectors say what is offered, and not when it happened. */
    private static Set<Offer> withoutTimes(Set<Offer> offers) {
        return offers.stream()
                .map(offer -> new Offer(
                        offer.user(), offer.rule(), offer.window(), offer.subject(), offer.because(), 0, 0))
                .collect(Collectors.toSet());
    }

    private static String inCamelCase(Fate fate) {
        String[] words = fate.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int at = 1; at < words.length; at++)
            name.append(Character.toUpperCase(words[at].charAt(0))).append(words[at].substring(1));
        return name.toString();
    }
}
