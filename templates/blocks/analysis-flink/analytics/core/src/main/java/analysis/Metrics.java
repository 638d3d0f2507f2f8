package analysis;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** Where Managed Service for Apache Flink looks for metrics of a job (developer guide, "Use custom metrics"). */
public final class Metrics {
    private Metrics() {}

    /** A counter that CloudWatch gets. Any thread may use it. */
    public static Counter counter(MetricGroup group, String name) {
        return group.addGroup("kinesisanalytics").counter(name, new ThreadSafeSimpleCounter());
    }
}
