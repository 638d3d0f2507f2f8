package analysis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** The counters that operators register, by the end of their names. */
public final class CountedMetrics {
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final TestingMetricRegistry registry = TestingMetricRegistry.builder()
            .setDelimiter('.')
            .setRegisterConsumer((metric, name, group) -> {
                if (metric instanceof Counter counter) counters.put(group.getMetricIdentifier(name), counter);
            })
            .build();

    public TaskMetricGroup ofATask() {
        counters.clear();
        ExecutionAttemptID attempt = ExecutionGraphTestUtils.createExecutionAttemptId();
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "analysis")
                .addTask(attempt, "users");
    }

    public long of(String name) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getCount();
    }
}
