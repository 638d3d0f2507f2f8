package analysis;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** A cluster in this process. */
final class LocalCluster {
    private static final String LOOPBACK = "127.0.0.1";

    private LocalCluster() {}

    static MiniClusterExtension onLoopback() {
        Configuration addresses = new Configuration();
        // left alone, Flink listens on every address of the machine
        addresses.set(JobManagerOptions.ADDRESS, LOOPBACK);
        addresses.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        addresses.set(TaskManagerOptions.HOST, LOOPBACK);
        addresses.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        addresses.set(RestOptions.ADDRESS, LOOPBACK);
        addresses.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setConfiguration(addresses)
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(2)
                .build());
    }

    /** As the job has it; checkpoints are taken when a test asks for one, and a job that fails starts again once. */
    static StreamExecutionEnvironment environment() {
        Configuration configuration = ClickAnalysis.configuration();
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        return environment.setParallelism(2);
    }
}
