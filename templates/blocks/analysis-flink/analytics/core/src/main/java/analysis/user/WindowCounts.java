package analysis.user;

import analysis.click.Click;
import analysis.settings.CountRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;

/** What the rules have counted of a user, by window and by the value of the field that events agree in. */
final class WindowCounts {
    /** Values of a field that a rule follows in one window of a user. */
    private static final int MOST_SUBJECTS = 200;

    private final List<CountRule> rules;
    private final MapState<Window, Map<String, Integer>> windows;

    /** A window of a rule. Times are milliseconds of Unix time. */
    public record Window(String rule, long start, long end) {}

    /** What an event did to a window. */
    record Counted(Window window, String subject, boolean completes) {}

    WindowCounts(RuntimeContext context, StateTtlConfig timeToLive, List<CountRule> rules) {
        this.rules = rules;
        var ofWindows = new MapStateDescriptor<>(
                "windows", Types.POJO(Window.class), Types.MAP(Types.STRING, Types.INT));
        ofWindows.enableTimeToLive(timeToLive);
        windows = context.getMapState(ofWindows);
    }

    /** Counts an event: once for each rule that it counts for. */
    List<Counted> add(Click click) throws Exception {
        List<Counted> all = new ArrayList<>();
        for (CountRule rule : rules) {
            String subject = rule.same().isEmpty() ? "" : click.same().get(rule.same());
            if (!rule.types().contains(click.type()) || subject == null) continue;
            long start = rule.windowOf(click.time());
            Window window = new Window(rule.id(), start, start + rule.window());
            Map<String, Integer> known = windows.get(window);
            Map<String, Integer> subjects = known == null ? new HashMap<>() : new HashMap<>(known);
            if (!subjects.containsKey(subject) && subjects.size() >= MOST_SUBJECTS) continue;
            int count = subjects.merge(subject, 1, Integer::sum);
            windows.put(window, subjects);
            all.add(new Counted(window, subject, count == rule.atLeast()));
        }
        return all;
    }

    /** Forgets windows that are over at a watermark. */
    void forget(long watermark) throws Exception {
        ForgottenEntries.remove(windows, window -> window.getKey().end() <= watermark);
    }
}
