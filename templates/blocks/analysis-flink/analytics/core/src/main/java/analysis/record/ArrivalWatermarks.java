package analysis.record;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermark of a shard: the latest arrival of its records, less the lateness, less a second. Times that devices tell do not move it,
 * so a wrong clock delays nobody and makes nobody late.
 */
public final class ArrivalWatermarks implements WatermarkGenerator<ArrivedRecord> {
    /** Kinesis calls its arrival times approximate. Milliseconds. */
    private static final long SLACK = 1_000;

    private final long lateness;
    private long latest = Long.MIN_VALUE;

    private ArrivalWatermarks(long lateness) {
        this.lateness = lateness;
    }

    /**
     * The strategy for a source that gives each shard a watermark.
     *
     * @param lateness milliseconds that an event may take from the device to the stream
     * @param idleness how long a shard without records holds up the others
     */
    public static WatermarkStrategy<ArrivedRecord> strategy(long lateness, Duration idleness) {
        return WatermarkStrategy.<ArrivedRecord>forGenerator(context -> new ArrivalWatermarks(lateness))
                .withTimestampAssigner((record, before) -> record.arrival())
                .withIdleness(idleness);
    }

    /** The watermark of a shard whose latest record arrived at {@code arrival}. */
    public static long after(long arrival, long lateness) {
        return arrival - lateness - SLACK;
    }

    @Override
    public void onEvent(ArrivedRecord record, long timestamp, WatermarkOutput output) {
        latest = Math.max(latest, record.arrival());
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (latest != Long.MIN_VALUE) output.emitWatermark(new Watermark(after(latest, lateness)));
    }
}
