package analysis.user;

import analysis.Analysed;
import analysis.CountedMetrics;
import analysis.click.Click;
import analysis.record.ArrivalWatermarks;
import analysis.settings.Settings;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator of users on its own: events go in by their arrival, and what comes out is collected over restarts. */
final class UsersHarness implements AutoCloseable {
    private final StateBackend state;
    private Settings settings;
    private final CountedMetrics metrics = new CountedMetrics();
    private final Analysed result = Analysed.nothing();
    private long watermark = Long.MIN_VALUE;
    private KeyedOneInputStreamOperatorTestHarness<String, Click, Session> operator;

    UsersHarness(Settings settings) throws Exception {
        this(settings, new HashMapStateBackend());
    }

    UsersHarness(Settings settings, StateBackend state) throws Exception {
        this.settings = settings;
        this.state = state;
        open(null);
    }

    /** Takes an event as the next one of its shard, and says what became of it. */
    Fate take(Click click) throws Exception {
        advance(ArrivalWatermarks.after(click.arrival(), settings.lateness()));
        Fate fate = null;
        long[] before = counts();
        operator.processElement(new StreamRecord<>(click));
        long[] after = counts();
        for (Fate each : Fate.values())
            if (after[each.ordinal()] > before[each.ordinal()]) fate = each;
        result.fates().merge(fate, 1, Integer::sum);
        return fate;
    }

    /** An earlier watermark than before changes nothing. */
    void advance(long to) throws Exception {
        if (to <= watermark) return;
        watermark = to;
        operator.processWatermark(to);
    }

    /** Stops after a checkpoint, and goes on from it in another operator. */
    void restart() throws Exception {
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        collect();
        operator.close();
        open(checkpoint);
    }

    /** Starts again from a checkpoint with other settings. */
    void restartWith(Settings others) throws Exception {
        settings = others;
        restart();
    }

    /** What came out so far. */
    Analysed collect() {
        for (Session session : operator.extractOutputValues()) result.sessions().add(session);
        var offers = operator.getSideOutput(AnalyseUsers.OFFERS);
        if (offers != null) offers.forEach(offer -> result.offers().add(offer.getValue()));
        return result;
    }

    List<LeftOut> leftOut() {
        var kept = operator.getSideOutput(AnalyseUsers.LEFT_OUT);
        return kept == null ? List.of() : kept.stream().map(StreamRecord::getValue).toList();
    }

    int remembered() {
        return operator.numKeyedStateEntries() + operator.numEventTimeTimers();
    }

    private long[] counts() {
        long[] counts = new long[Fate.values().length];
        for (Fate fate : Fate.values()) counts[fate.ordinal()] = metrics.of("kinesisanalytics." + fate.metric());
        return counts;
    }

    private void open(OperatorSubtaskState checkpoint) throws Exception {
        MockEnvironment environment =
                new MockEnvironmentBuilder().setMetricGroup(metrics.ofATask()).build();
        operator = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AnalyseUsers(settings)), Click::user, Types.STRING, environment);
        operator.setStateBackend(state);
        operator.setup(Types.POJO(Session.class).createSerializer(operator.getExecutionConfig().getSerializerConfig()));
        if (checkpoint != null) operator.initializeState(checkpoint);
        operator.open();
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
