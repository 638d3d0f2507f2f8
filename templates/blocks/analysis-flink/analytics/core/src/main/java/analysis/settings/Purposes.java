package analysis.settings;

import java.io.Serializable;

/** To what a user agrees whose events count for sessions, and for offers. */
public record Purposes(String sessions, String offers) implements Serializable {}
