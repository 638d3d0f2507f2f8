package analysis.app;

import analysis.ClickAnalysis;
import analysis.click.UnreadableRecord;
import analysis.record.ArrivalWatermarks;
import analysis.record.ArrivedRecord;
import analysis.results.DynamoDbClients;
import analysis.results.FirstStaysSink;
import analysis.results.Items;
import analysis.settings.Settings;
import analysis.user.LeftOut;
import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Reads click events from Kinesis, and writes sessions and offers to DynamoDB. */
public final class ClickAnalysisJob {
    /** How long a shard without records holds up the sessions of the others. */
    private static final Duration IDLENESS = Duration.ofMinutes(5);

    private ClickAnalysisJob() {}

    public static void main(String[] arguments) throws Exception {
        JobProperties properties = JobProperties.of(
                KinesisAnalyticsRuntime.getApplicationProperties().get(JobProperties.GROUP));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(ClickAnalysis.configuration());
        define(environment, properties, Settings.ofThisProject());
        environment.execute("click analysis");
    }

    static void define(StreamExecutionEnvironment environment, JobProperties properties, Settings settings) {
        DataStream<ArrivedRecord> records = environment
                .fromSource(
                        ClickRecords.of(properties),
                        ArrivalWatermarks.strategy(settings.lateness(), IDLENESS),
                        "records",
                        Types.POJO(ArrivedRecord.class))
                .uid("records");
        ClickAnalysis analysis = ClickAnalysis.of(records, settings);
        String region = properties.region();
        DynamoDbClients clients =
                () -> DynamoDbAsyncClient.builder().region(Region.of(region)).build();
        analysis.sessions()
                .sinkTo(new FirstStaysSink<>(properties.results(), Items.ofSessions(), "SessionsClosed", clients))
                .name("sessions")
                .uid("sessions");
        analysis.offers()
                .sinkTo(new FirstStaysSink<>(properties.results(), Items.ofOffers(settings), "OffersMade", clients))
                .name("offers")
                .uid("offers");
        keep(analysis.leftOut().map(LeftOut::toLine).uid("left-out-lines"), properties, "left-out");
        keep(analysis.unreadable().map(UnreadableRecord::toLine).uid("unreadable-lines"), properties, "unreadable");
    }

    private static void keep(DataStream<String> lines, JobProperties properties, String name) {
        lines.sinkTo(KeptLines.in(properties.failures() + "/" + name)).name(name).uid(name);
    }
}
