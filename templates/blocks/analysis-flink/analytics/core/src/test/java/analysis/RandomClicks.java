package analysis;

import analysis.click.Click;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events of some users over two days, in the order of their arrival: late, ahead, out of order and repeated ones among them. */
public final class RandomClicks {
    private static final List<String> TYPES =
            List.of("page_view", "search", "product_view", "product_view", "product_view", "add_to_cart", "purchase");
    private static final List<List<String>> CONSENTS = List.of(
            List.of("analytics", "personalization"),
            List.of("analytics", "personalization"),
            List.of("analytics"),
            List.of("personalization"),
            List.of());

    private final Random random;
    private final long lateness;
    private final List<Click> clicks = new ArrayList<>();

    private RandomClicks(long seed, long lateness) {
        this.random = new Random(seed);
        this.lateness = lateness;
    }

    public static List<Click> of(long seed, int users, long lateness) {
        RandomClicks made = new RandomClicks(seed, lateness);
        for (int user = 0; user < users; user++) made.addUser(user);
        made.clicks.sort(Comparator.comparingLong(Click::arrival));
        return made.clicks;
    }

    private void addUser(int user) {
        double time = 1_790_000_000_000L + random.nextDouble() * 3_600_000;
        int count = 20 + random.nextInt(60);
        for (int nth = 0; nth < count; nth++) {
            // mostly within a session, now and then after hours
            boolean isNear = random.nextDouble() < 0.85;
            time += isNear ? Math.pow(random.nextDouble(), 3) * 1_500_000 : random.nextDouble() * 20_000_000;
            boolean isPrompt = random.nextDouble() < 0.7;
            double delay = isPrompt ? random.nextDouble() * 2_000 : Math.pow(random.nextDouble(), 2) * lateness * 1.3;
            double clock = random.nextDouble() < 0.02 ? 600_000 + random.nextDouble() * 1e8 : 0;
            Click click = click(user, nth, (long) (time + clock), (long) (time + delay));
            clicks.add(click);
            if (random.nextDouble() < 0.1)
                clicks.add(arriving(click, click.arrival() + (long) (random.nextDouble() * 1_000_000)));
        }
    }

    private Click click(int user, int nth, long time, long arrival) {
        Map<String, String> same = new HashMap<>();
        if (random.nextDouble() < 0.8) same.put("product_id", "p" + random.nextInt(3));
        if (random.nextDouble() < 0.8) same.put("product_category", "c" + random.nextInt(2));
        String type = TYPES.get(random.nextInt(TYPES.size()));
        List<String> consent = CONSENTS.get(random.nextInt(CONSENTS.size()));
        return new Click(user + "-" + nth, "user-" + user, type, time, arrival, consent, same, "{}");
    }

    private static Click arriving(Click click, long arrival) {
        return new Click(
                click.id(), click.user(), click.type(), click.time(), arrival, click.consent(), click.same(), "{}");
    }

    /** A click as the line of a record. */
    public static String lineOf(Click click) {
        var event = JsonFiles.JSON.createObjectNode();
        event.put("event_id", click.id()).put("user_id", click.user());
        event.put("event_type", click.type()).put("event_time", click.time());
        click.consent().forEach(event.putArray("consent")::add);
        click.same().forEach(event::put);
        return event + "\n";
    }
}
