package analysis.user;

/** What becomes of a readable event: the specification has the rules. */
public enum Fate {
    TAKEN("EventsTaken"),
    AHEAD("EventsAhead"),
    LATE("EventsLate"),
    WITHOUT_CONSENT("EventsWithoutConsent"),
    REPEATED("EventsTakenBefore"),
    FLOOD("EventsOfAFlood");

    private final String metric;

    Fate(String metric) {
        this.metric = metric;
    }

    /** The metric that counts such events. */
    String metric() {
        return metric;
    }

    /** Whether such an event is kept for people. */
    boolean isKept() {
        return this == AHEAD || this == LATE || this == FLOOD;
    }
}
