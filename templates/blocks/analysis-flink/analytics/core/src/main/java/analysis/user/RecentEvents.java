package analysis.user;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The taken events of a user that may still come again: those whose times are not before the watermark. */
final class RecentEvents {
    /** Nobody clicks as often. */
    private static final int MOST = 5_000;

    private final MapState<String, Long> times;
    /** At least as many as there are, so that they are counted only when it could matter. */
    private final ValueState<Count> count;

    /** How many were there when those before a watermark had been forgotten, and how many came since. */
    public record Count(int events, long watermark) {}

    RecentEvents(RuntimeContext context, StateTtlConfig timeToLive) {
        var ofTimes = new MapStateDescriptor<>("recent", Types.STRING, Types.LONG);
        ofTimes.enableTimeToLive(timeToLive);
        times = context.getMapState(ofTimes);
        var ofCount = new ValueStateDescriptor<>("recent-count", Types.POJO(Count.class));
        ofCount.enableTimeToLive(timeToLive);
        count = context.getState(ofCount);
    }

    boolean has(String id, long watermark) throws Exception {
        Long time = times.get(id);
        return time != null && time >= watermark;
    }

    boolean isFull(long watermark) throws Exception {
        if (counted().events < MOST) return false;
        if (counted().watermark < watermark) forget(watermark);
        return counted().events >= MOST;
    }

    void add(String id, long time) throws Exception {
        times.put(id, time);
        count.update(new Count(counted().events + 1, counted().watermark));
    }

    void forget(long watermark) throws Exception {
        int left = ForgottenEntries.remove(times, event -> event.getValue() < watermark);
        if (left == 0) count.clear();
        else count.update(new Count(left, watermark));
    }

    private Count counted() throws Exception {
        Count known = count.value();
        return known == null ? new Count(0, Long.MIN_VALUE) : known;
    }
}
