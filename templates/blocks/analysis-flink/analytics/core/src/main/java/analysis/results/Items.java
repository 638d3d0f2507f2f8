package analysis.results;

import analysis.settings.Rule;
import analysis.settings.Settings;
import analysis.user.Offer;
import analysis.user.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sessions and offers as items of the table that applications read. */
public final class Items {
    private static final Duration SESSIONS_KEPT = Duration.ofDays(90);
    private static final Duration OFFERS_KEPT = Duration.ofDays(30);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Items() {}

    public static ElementConverter<Session, Item> ofSessions() {
        return (session, context) -> item(
                session.user(),
                "session#" + time(session.start()),
                expires(session.end(), SESSIONS_KEPT),
                Map.of(
                        "start", number(session.start()),
                        "end", number(session.end()),
                        "events", number(session.events()),
                        "types", numbers(session.types()),
                        "before", numbers(session.before())));
    }

    /** Offers say what the settings say of their rule. */
    public static ElementConverter<Offer, Item> ofOffers(Settings settings) {
        HashMap<String, Map<String, String>> texts =
                new HashMap<>(settings.rules().stream().collect(Collectors.toMap(Rule::id, Rule::offer)));
        return (offer, context) -> {
            Map<String, AttributeValue> attributes = new HashMap<>(Map.of(
                    "rule", text(offer.rule()),
                    "window", number(offer.window()),
                    "subject", text(offer.subject()),
                    "because", text(offer.because()),
                    "offer", map(texts.getOrDefault(offer.rule(), Map.of()), Items::text),
                    "happened", number(offer.happened())));
            if (offer.arrived() > 0) attributes.put("arrived", number(offer.arrived()));
            return item(
                    offer.user(),
                    "offer#" + offer.rule() + "#" + time(offer.window()) + "#" + offer.subject(),
                    expires(offer.window(), OFFERS_KEPT),
                    attributes);
        };
    }

    private static Item item(String user, String result, AttributeValue expires, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> attributes = new HashMap<>(rest);
        attributes.put("user", text(user));
        attributes.put("result", text(result));
        attributes.put("expires", expires);
        return new Item(attributes);
    }

    private static String time(long milliseconds) {
        return MILLISECONDS.format(Instant.ofEpochMilli(milliseconds));
    }

    /** Seconds of Unix time, as a time to live has it. */
    private static AttributeValue expires(long about, Duration kept) {
        return number(-Math.floorDiv(-about, 1000L) + kept.toSeconds());
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue numbers(Map<String, Integer> counts) {
        return map(counts, count -> number(count));
    }

    private static <V> AttributeValue map(Map<String, V> values, Function<V, AttributeValue> attribute) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        values.forEach((name, value) -> attributes.put(name, attribute.apply(value)));
        return AttributeValue.fromM(attributes);
    }
}
