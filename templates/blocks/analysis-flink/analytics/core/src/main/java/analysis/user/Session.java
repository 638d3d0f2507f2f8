package analysis.user;

import java.util.Map;

/**
 * A session that is over. {@code user} and {@code start} identify it.
 *
 * @param types how many events of each type
 * @param before how many events of each type the user had in the 24 hours before the hour in which the session starts
 */
public record Session(
        String user, long start, long end, int events, Map<String, Integer> types, Map<String, Integer> before) {}
