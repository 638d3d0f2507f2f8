package analysis.user;

/**
 * What a rule offers to a user: {@code user}, {@code rule}, {@code window} and {@code subject} identify it.
 *
 * @param happened when the event that completed it has happened, by the clock of its device, or when the session was over
 * @param arrived when that event arrived in the stream; 0 where a session has ended
 */
public record Offer(
        String user, String rule, long window, String subject, String because, long happened, long arrived) {
    /** A session is over when nothing has come for a gap after its last event. */
    public static Offer ofSession(String user, String rule, long start, long over) {
        return new Offer(user, rule, start, "", "", over, 0);
    }
}
