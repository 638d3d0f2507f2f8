package analysis.user;

/** What a rule offers to a user: {@code user}, {@code rule}, {@code window} and {@code subject} identify it. */
public record Offer(String user, String rule, long window, String subject, String because) {}
