package analysis.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes an offer when a session ends that has some types of events, and none of others. */
public record SessionRule(String id, List<String> has, List<String> hasNot, Map<String, String> offer)
        implements Rule {
    /** Whether a session with events of these types gets the offer. */
    public boolean fits(Set<String> types) {
        return types.containsAll(has) && hasNot.stream().noneMatch(types::contains);
    }
}
