package analysis.user;

import java.util.Locale;

/** An event that no session and no rule takes, and that is kept for people. */
public record LeftOut(String fate, long arrival, String line) {
    static LeftOut of(Fate fate, long arrival, String line) {
        return new LeftOut(fate.name().toLowerCase(Locale.ROOT), arrival, line);
    }

    /** As it is kept: a line of JSON. */
    public String toLine() {
        return "{\"left_out\":\"" + fate + "\",\"event\":" + line.trim() + "}";
    }
}
