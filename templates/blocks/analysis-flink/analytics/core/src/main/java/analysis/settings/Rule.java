package analysis.settings;

import java.io.Serializable;
import java.util.Map;

/** A rule that makes offers. */
public sealed interface Rule extends Serializable permits CountRule, SessionRule {
    String id();

    /** What an offer says to its user: what the owner writes, carried as it is. */
    Map<String, String> offer();
}
