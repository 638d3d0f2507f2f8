package analysis.app;

import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Lines of JSON in a bucket, by day. An object is complete when a checkpoint is, so each line is there once. */
final class KeptLines {
    private KeptLines() {}

    static FileSink<String> in(String folder) {
        return FileSink.forRowFormat(new Path(folder), new SimpleStringEncoder<String>())
                .withBucketAssigner(new DateTimeBucketAssigner<>("yyyy/MM/dd"))
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                        OutputFileConfig.builder().withPartSuffix(".jsonl").build())
                .build();
    }
}
