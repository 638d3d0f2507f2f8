package analysis.settings;

import java.util.List;
import java.util.Map;

/**
 * Makes an offer when a window has enough events.
 *
 * @param same the field in which the events that are counted together agree; an empty text for all events of the window
 * @param window milliseconds
 */
public record CountRule(String id, List<String> types, String same, int atLeast, long window, Map<String, String> offer)
        implements Rule {
    /** The fields that a rule may count by. */
    public static final List<String> SAME_FIELDS = List.of("product_id", "product_category");

    /** When the window that a time belongs to starts. */
    public long windowOf(long time) {
        return time - time % window;
    }
}
