package analysis.user;

import analysis.Metrics;
import analysis.click.Click;
import analysis.settings.SessionRule;
import analysis.settings.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** What users did, as the specification says: by user, sessions that are over, and beside them offers and events that are left out. */
public final class AnalyseUsers extends KeyedProcessFunction<String, Click, Session> {
    public static final OutputTag<Offer> OFFERS = new OutputTag<>("offers", Types.POJO(Offer.class)) {};
    public static final OutputTag<LeftOut> LEFT_OUT = new OutputTag<>("left-out", Types.POJO(LeftOut.class)) {};

    /** Clocks of devices differ; a time further after its arrival than this is none. Milliseconds. */
    private static final long FURTHEST_AHEAD = Duration.ofMinutes(5).toMillis();
    /** Longer than any rule looks back. Timers forget earlier; this is for users whose watermark no longer moves. */
    private static final StateTtlConfig TIME_TO_LIVE =
            StateTtlConfig.newBuilder(Duration.ofDays(4)).build();

    private final Settings settings;
    private transient RecentEvents recent;
    private transient OpenSessions sessions;
    private transient WindowCounts windows;
    private transient Hours hours;
    private transient Map<Fate, Counter> fates;

    public AnalyseUsers(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        recent = new RecentEvents(getRuntimeContext(), TIME_TO_LIVE);
        sessions = new OpenSessions(getRuntimeContext(), settings.gap());
        windows = new WindowCounts(getRuntimeContext(), TIME_TO_LIVE, settings.countRules());
        hours = new Hours(getRuntimeContext(), TIME_TO_LIVE);
        fates = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values())
            fates.put(fate, Metrics.counter(getRuntimeContext().getMetricGroup(), fate.metric()));
    }

    @Override
    public void processElement(Click click, Context context, Collector<Session> out) throws Exception {
        Fate fate = fateOf(click, context.timerService().currentWatermark());
        fates.get(fate).inc();
        if (fate.isKept()) context.output(LEFT_OUT, LeftOut.of(fate, click.arrival(), click.line()));
        if (fate == Fate.TAKEN) take(click, context);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Session> out) throws Exception {
        String user = context.getCurrentKey();
        long watermark = context.timerService().currentWatermark();
        for (OpenSession over : sessions.close(watermark)) {
            out.collect(new Session(
                    user, over.start(), over.end(), over.events(), over.types(), hours.before(over.start())));
            for (SessionRule rule : settings.sessionRules())
                if (rule.fits(over.offerTypes().keySet()))
                    context.output(
                            OFFERS, Offer.ofSession(user, rule.id(), over.start(), over.end() + settings.gap()));
        }
        // their timers may be those of another gap, from before a change of the settings
        for (long end : sessions.ends()) context.timerService().registerEventTimeTimer(end);
        recent.forget(watermark);
        windows.forget(watermark);
        hours.forget(Math.min(sessions.firstStart().orElse(watermark), watermark));
    }

    private Fate fateOf(Click click, long watermark) throws Exception {
        if (click.time() > click.arrival() + FURTHEST_AHEAD) return Fate.AHEAD;
        if (click.time() < click.arrival() - settings.lateness() || click.time() < watermark) return Fate.LATE;
        if (!countsForSessions(click) && !countsForOffers(click)) return Fate.WITHOUT_CONSENT;
        if (recent.has(click.id(), watermark)) return Fate.REPEATED;
        return recent.isFull(watermark) ? Fate.FLOOD : Fate.TAKEN;
    }

    private void take(Click click, Context context) throws Exception {
        TimerService timers = context.timerService();
        recent.add(click.id(), click.time());
        timers.registerEventTimeTimer((click.time() / Hours.HOUR + 1) * Hours.HOUR);
        if (countsForSessions(click)) {
            OpenSessions.Change change = sessions.add(click.time(), click.type(), countsForOffers(click));
            // one of these may also be there to forget something: the timer of the session does that, too
            change.before().forEach(timers::deleteEventTimeTimer);
            timers.registerEventTimeTimer(change.over());
            timers.registerEventTimeTimer(hours.add(click.time(), click.type()));
        }
        if (!countsForOffers(click)) return;
        for (WindowCounts.Counted counted : windows.add(click)) {
            WindowCounts.Window window = counted.window();
            timers.registerEventTimeTimer(window.end());
            if (counted.completes())
                context.output(
                        OFFERS,
                        new Offer(
                                click.user(),
                                window.rule(),
                                window.start(),
                                counted.subject(),
                                click.id(),
                                click.time(),
                                click.arrival()));
        }
    }

    private boolean countsForSessions(Click click) {
        return click.consent().contains(settings.purposes().sessions());
    }

    private boolean countsForOffers(Click click) {
        return click.consent().contains(settings.purposes().offers());
    }
}
