package analysis.user;

import java.util.HashMap;
import java.util.Map;

/**
 * A session that is not over yet. Times are milliseconds of Unix time.
 *
 * @param offerTypes of its events, how many of each type have consent to offers
 */
public record OpenSession(
        long start, long end, int events, Map<String, Integer> types, Map<String, Integer> offerTypes) {
    static OpenSession of(long time, String type, boolean countsForOffers) {
        Map<String, Integer> one = new HashMap<>(Map.of(type, 1));
        return new OpenSession(time, time, 1, one, countsForOffers ? new HashMap<>(one) : new HashMap<>());
    }

    boolean isNear(long time, long gap) {
        return time - end < gap && start - time < gap;
    }

    OpenSession with(OpenSession other) {
        Map<String, Integer> allTypes = new HashMap<>(types);
        TypeCounts.addAll(allTypes, other.types);
        Map<String, Integer> allOfferTypes = new HashMap<>(offerTypes);
        TypeCounts.addAll(allOfferTypes, other.offerTypes);
        return new OpenSession(
                Math.min(start, other.start), Math.max(end, other.end), events + other.events, allTypes, allOfferTypes);
    }
}
