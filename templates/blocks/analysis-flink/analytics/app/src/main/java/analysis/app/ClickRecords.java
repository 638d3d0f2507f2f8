package analysis.app;

import analysis.record.ArrivedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kinesis.source.KinesisStreamsSource;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions.InitialPosition;
import org.apache.flink.connector.kinesis.source.serialization.KinesisDeserializationSchema;
import org.apache.flink.util.Collector;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The records of the stream as they are: lines are read by the job itself, where a test can see it. */
final class ClickRecords implements KinesisDeserializationSchema<ArrivedRecord> {
    /** A job without a checkpoint begins with the oldest record, so that nothing is left out before the first one. */
    static KinesisStreamsSource<ArrivedRecord> of(JobProperties properties) {
        Configuration configuration = new Configuration();
        configuration.set(KinesisSourceConfigOptions.STREAM_INITIAL_POSITION, InitialPosition.TRIM_HORIZON);
        configuration.setString("aws.region", properties.region());
        return KinesisStreamsSource.<ArrivedRecord>builder()
                .setStreamArn(properties.stream())
                .setSourceConfig(configuration)
                .setDeserializationSchema(new ClickRecords())
                .build();
    }

    @Override
    public void deserialize(Record record, String stream, String shard, Collector<ArrivedRecord> out) {
        out.collect(new ArrivedRecord(
                shard,
                record.sequenceNumber(),
                record.partitionKey(),
                record.approximateArrivalTimestamp().toEpochMilli(),
                record.data().asByteArray()));
    }

    @Override
    public TypeInformation<ArrivedRecord> getProducedType() {
        return Types.POJO(ArrivedRecord.class);
    }
}
