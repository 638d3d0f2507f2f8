package analysis;

import analysis.click.Click;
import analysis.click.DecodeRecords;
import analysis.click.UnreadableRecord;
import analysis.record.ArrivedRecord;
import analysis.settings.Settings;
import analysis.user.AnalyseUsers;
import analysis.user.LeftOut;
import analysis.user.Offer;
import analysis.user.Session;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The job without its source and sinks: what comes out of records. Every event is in exactly one of these, or counted as left out. */
public record ClickAnalysis(
        DataStream<Session> sessions,
        DataStream<Offer> offers,
        DataStream<LeftOut> leftOut,
        DataStream<UnreadableRecord> unreadable) {
    /** @param records with the watermarks of {@link analysis.record.ArrivalWatermarks} */
    public static ClickAnalysis of(DataStream<ArrivedRecord> records, Settings settings) {
        // the events of a user have to stay in the order of their shard: another parallelism would deal them out
        SingleOutputStreamOperator<Click> clicks = records.forward()
                .process(new DecodeRecords())
                .setParallelism(records.getParallelism())
                .returns(Types.POJO(Click.class))
                .name("decode records")
                .uid("decode-records");
        SingleOutputStreamOperator<Session> sessions = clicks.keyBy(Click::user, Types.STRING)
                .process(new AnalyseUsers(settings))
                .returns(Types.POJO(Session.class))
                .name("analyse users")
                .uid("analyse-users");
        return new ClickAnalysis(
                sessions,
                sessions.getSideOutput(AnalyseUsers.OFFERS),
                sessions.getSideOutput(AnalyseUsers.LEFT_OUT),
                clicks.getSideOutput(DecodeRecords.UNREADABLE));
    }

    /**
     * What the environment of the job is made with. State is kept under the uid of its operator, so an operator without one is an error;
     * and every type has a serializer that can change with it.
     */
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return configuration;
    }
}
