package analysis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class ArrivalWatermarksTest {
    private final List<Long> emitted = new ArrayList<>();
    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            emitted.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    };

    @Test
    void followTheLatestArrival() {
        WatermarkGenerator<ArrivedRecord> watermarks =
                ArrivalWatermarks.strategy(600_000, Duration.ofMinutes(1)).createWatermarkGenerator(context());
        watermarks.onPeriodicEmit(output);
        assertThat(emitted).isEmpty();
        for (long arrival : new long[] {2_000_000, 5_000_000, 4_999_500}) {
            watermarks.onEvent(new ArrivedRecord("shard", "1", "ada", arrival, new byte[0]), arrival, output);
            watermarks.onPeriodicEmit(output);
        }
        assertThat(emitted).containsExactly(2_000_000L - 601_000, 5_000_000L - 601_000, 5_000_000L - 601_000);
    }

    private static WatermarkGeneratorSupplier.Context context() {
        return new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public RelativeClock getInputActivityClock() {
                return SystemClock.getInstance();
            }
        };
    }
}
