package analysis.click;

/** Says what is wrong with a line, without quoting it. */
public final class UnreadableClick extends Exception {
    UnreadableClick(String reason) {
        super(reason, null, false, false);
    }
}
