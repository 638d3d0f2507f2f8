package analysis.user;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;

/** What a user did, by UTC hour. */
final class Hours {
    static final long HOUR = Duration.ofHours(1).toMillis();
    /** Hours before the one in which a session starts. */
    private static final int LOOKED_BACK = 24;

    private final MapState<Long, Map<String, Integer>> hours;

    Hours(RuntimeContext context, StateTtlConfig timeToLive) {
        var ofHours = new MapStateDescriptor<>("hours", Types.LONG, Types.MAP(Types.STRING, Types.INT));
        ofHours.enableTimeToLive(timeToLive);
        hours = context.getMapState(ofHours);
    }

    /** The watermark at which an event is forgotten, where no session needs it longer. */
    long add(long time, String type) throws Exception {
        long hour = time / HOUR;
        Map<String, Integer> known = hours.get(hour);
        Map<String, Integer> types = known == null ? new HashMap<>() : new HashMap<>(known);
        TypeCounts.add(types, type, 1);
        hours.put(hour, types);
        return (hour + LOOKED_BACK + 1) * HOUR;
    }

    /** The 24 hours before the one in which {@code start} is. */
    Map<String, Integer> before(long start) throws Exception {
        long last = start / HOUR;
        TreeMap<Long, Map<String, Integer>> seen = new TreeMap<>();
        for (Map.Entry<Long, Map<String, Integer>> each : hours.entries())
            if (last - LOOKED_BACK <= each.getKey() && each.getKey() < last) seen.put(each.getKey(), each.getValue());
        Map<String, Integer> sum = new HashMap<>();
        for (Map<String, Integer> types : seen.values()) TypeCounts.addAll(sum, types);
        return sum;
    }

    /** Forgets what no session that starts at {@code earliest} or later looks back to. */
    void forget(long earliest) throws Exception {
        long first = Math.floorDiv(earliest, HOUR) - LOOKED_BACK;
        ForgottenEntries.remove(hours, hour -> hour.getKey() < first);
    }
}
