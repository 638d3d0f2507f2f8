package analysis;

import analysis.user.Fate;
import analysis.user.Offer;
import analysis.user.Session;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What becomes of events. */
public record Analysed(Map<Fate, Integer> fates, Set<Session> sessions, Set<Offer> offers) {
    public static Analysed nothing() {
        return new Analysed(new EnumMap<>(Fate.class), new HashSet<>(), new HashSet<>());
    }
}
