package analysis.user;

import static org.assertj.core.api.Assertions.assertThat;

import analysis.Analysed;
import analysis.RandomClicks;
import analysis.Reference;
import analysis.click.Click;
import analysis.settings.Rule;
import analysis.settings.Settings;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomClicksTest {
    private static final int USERS = 3;
    private static final Settings SETTINGS = Settings.ofThisProject();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesToWhatTheWholeHistorySays(long seed) throws Exception {
        compare(seed, new HashMapStateBackend());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void comesToTheSameWithStateOnDisk(long seed) throws Exception {
        compare(seed, new EmbeddedRocksDBStateBackend());
    }

    private static void compare(long seed, StateBackend state) throws Exception {
        List<Click> clicks = RandomClicks.of(seed, USERS, SETTINGS.lateness());
        try (UsersHarness users = new UsersHarness(SETTINGS, state)) {
            for (int nth = 0; nth < clicks.size(); nth++) {
                if (nth % 40 == 20) users.restart();
                users.take(clicks.get(nth));
            }
            users.advance(Long.MAX_VALUE);
            assertThat(users.collect()).isEqualTo(Reference.of(clicks, SETTINGS));
        }
    }

    @Test
    void hasEveryFateAndOffersOfEveryRuleInThoseSeeds() {
        Set<Fate> fates = new HashSet<>();
        Set<String> rules = new HashSet<>();
        boolean[] lookedBack = {false};
        seeds().forEach(seed -> {
            Analysed analysed = Reference.of(RandomClicks.of(seed, USERS, SETTINGS.lateness()), SETTINGS);
            fates.addAll(analysed.fates().keySet());
            analysed.offers().forEach(offer -> rules.add(offer.rule()));
            lookedBack[0] |= analysed.sessions().stream().anyMatch(session -> !session.before().isEmpty());
        });
        assertThat(fates).isEqualTo(EnumSet.complementOf(EnumSet.of(Fate.FLOOD)));
        assertThat(rules).isEqualTo(SETTINGS.rules().stream().map(Rule::id).collect(Collectors.toSet()));
        assertThat(lookedBack[0]).isTrue();
    }
}
