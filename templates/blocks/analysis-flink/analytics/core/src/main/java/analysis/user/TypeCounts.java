package analysis.user;

import java.util.Map;
import java.util.TreeMap;

/** How many events of each type. */
final class TypeCounts {
    private static final int MOST_TYPES = 32;

    private TypeCounts() {}

    /** Counts more of a type. The 33rd type and those after it count as {@code other}. */
    static void add(Map<String, Integer> counts, String type, int more) {
        String name = counts.containsKey(type) || counts.size() < MOST_TYPES ? type : "other";
        counts.merge(name, more, Integer::sum);
    }

    /** Adds {@code more} to {@code counts}: in the order of the types, so that which of them are other ones does not vary. */
    static void addAll(Map<String, Integer> counts, Map<String, Integer> more) {
        new TreeMap<>(more).forEach((type, number) -> add(counts, type, number));
    }
}
