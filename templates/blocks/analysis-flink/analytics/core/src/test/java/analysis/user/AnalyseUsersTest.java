package analysis.user;

import static org.assertj.core.api.Assertions.assertThat;

import analysis.click.Click;
import analysis.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyseUsersTest {
    private static final Settings SETTINGS = Settings.ofThisProject();
    private static final long ARRIVAL = 1_790_000_000_000L;
    private static final List<String> BOTH = List.of("analytics", "personalization");

    private UsersHarness users;

    @BeforeEach
    void open() throws Exception {
        users = new UsersHarness(SETTINGS);
    }

    @AfterEach
    void close() throws Exception {
        users.close();
    }

    private static Click click(String id, String type, long time, long arrival) {
        return new Click(id, "ada", type, time, arrival, BOTH, Map.of("product_id", "p1"), "{\"nth\":\"" + id + "\"}\n");
    }

    @Test
    void remembersNothingOfAUserWhoHasBeenAwayForTwoDays() throws Exception {
        for (int nth = 0; nth < 20; nth++)
            users.take(click("e" + nth, "product_view", ARRIVAL + nth * 600_000L, ARRIVAL + nth * 600_000L));
        assertThat(users.remembered()).isPositive();
        users.advance(ARRIVAL + Duration.ofDays(2).toMillis());
        assertThat(users.remembered()).isZero();
    }

    @Test
    void forgetsUsersWhoCountForOffersOnly() throws Exception {
        users.take(new Click("e", "ada", "product_view", ARRIVAL, ARRIVAL, List.of("personalization"), Map.of("product_id", "p"), "{}"));
        users.advance(ARRIVAL + Duration.ofHours(2).toMillis());
        assertThat(users.remembered()).isZero();
    }

    @Test
    void closesASessionAtTheWatermarkOfItsEndAndNotBefore() throws Exception {
        users.take(click("e1", "search", ARRIVAL, ARRIVAL));
        users.take(click("e2", "search", ARRIVAL + 60_000, ARRIVAL + 60_000));
        users.advance(ARRIVAL + 60_000 + SETTINGS.gap() - 1);
        assertThat(users.collect().sessions()).isEmpty();
        users.advance(ARRIVAL + 60_000 + SETTINGS.gap());
        assertThat(users.collect().sessions())
                .containsExactly(
                        new Session("ada", ARRIVAL, ARRIVAL + 60_000, 2, Map.of("search", 2), Map.of()));
    }

    @Test
    void closesSessionsThatWereOpenWhenTheGapBecameLonger() throws Exception {
        users.take(click("e1", "search", ARRIVAL, ARRIVAL));
        long longer = SETTINGS.gap() * 2;
        users.restartWith(new Settings(longer, SETTINGS.lateness(), SETTINGS.purposes(), SETTINGS.rules()));
        users.advance(ARRIVAL + longer - 1);
        assertThat(users.collect().sessions()).isEmpty();
        users.advance(ARRIVAL + longer);
        assertThat(users.collect().sessions()).hasSize(1);
    }

    @Test
    void keepsWhatIsLateOrAheadAsItCame() throws Exception {
        assertThat(users.take(click("late", "search", ARRIVAL - SETTINGS.lateness() - 1, ARRIVAL))).isEqualTo(Fate.LATE);
        assertThat(users.take(click("ahead", "search", ARRIVAL + 300_001, ARRIVAL))).isEqualTo(Fate.AHEAD);
        assertThat(users.leftOut()).extracting(LeftOut::toLine).containsExactly(
                "{\"left_out\":\"late\",\"event\":{\"nth\":\"late\"}}", "{\"left_out\":\"ahead\",\"event\":{\"nth\":\"ahead\"}}");
    }

    @Test
    void callsAnEventBeforeTheWatermarkLate() throws Exception {
        users.advance(ARRIVAL);
        assertThat(users.take(click("e1", "search", ARRIVAL, ARRIVAL + 1_000))).isEqualTo(Fate.TAKEN);
        assertThat(users.take(click("e2", "search", ARRIVAL - 1, ARRIVAL + 1_000))).isEqualTo(Fate.LATE);
    }

    @Test
    void takesFiveThousandEventsAndCallsTheNextAFlood() throws Exception {
        for (int nth = 0; nth < 5_000; nth++)
            assertThat(users.take(click("e" + nth, "type_" + nth % 40, ARRIVAL + nth, ARRIVAL + nth))).isEqualTo(Fate.TAKEN);
        Click next = click("next", "search", ARRIVAL + 5_000, ARRIVAL + 5_000);
        assertThat(users.take(next)).isEqualTo(Fate.FLOOD);
        assertThat(users.leftOut()).hasSize(1);
        users.advance(ARRIVAL + 2);
        assertThat(users.take(next)).isEqualTo(Fate.TAKEN);
        users.advance(ARRIVAL + Duration.ofDays(1).toMillis());
        Session session = users.collect().sessions().iterator().next();
        assertThat(session.types()).hasSize(33).containsEntry("other", 1_001);
    }
}
