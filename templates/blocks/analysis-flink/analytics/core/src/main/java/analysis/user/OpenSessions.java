package analysis.user;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The sessions of a user that are not over. They have no time to live: the timer of each is in the same checkpoints, so a job that stood
 * still for days closes them all the same.
 */
final class OpenSessions {
    private final long gap;
    private final ListState<OpenSession> state;

    /** The watermark at which the session of an event is over, and those at which the sessions that it continues would have been. */
    record Change(long over, List<Long> before) {}

    OpenSessions(RuntimeContext context, long gap) {
        this.gap = gap;
        state = context.getListState(new ListStateDescriptor<>("sessions", Types.POJO(OpenSession.class)));
    }

    /** Adds an event, which begins a session, lengthens one, or joins two. */
    Change add(long time, String type, boolean countsForOffers) throws Exception {
        OpenSession one = OpenSession.of(time, type, countsForOffers);
        List<OpenSession> near = new ArrayList<>();
        List<OpenSession> others = new ArrayList<>();
        for (OpenSession session : all()) (session.isNear(time, gap) ? near : others).add(session);
        OpenSession its = Stream.concat(near.stream(), Stream.of(one)).reduce(OpenSession::with).get();
        others.add(its);
        state.update(others);
        return new Change(its.end() + gap, near.stream().map(session -> session.end() + gap).toList());
    }

    /** Removes the sessions that are over at a watermark. */
    List<OpenSession> close(long watermark) throws Exception {
        List<OpenSession> over = new ArrayList<>();
        List<OpenSession> open = new ArrayList<>();
        for (OpenSession session : all()) (session.end() + gap <= watermark ? over : open).add(session);
        if (!over.isEmpty()) state.update(open);
        return over;
    }

    /** The watermarks at which the sessions that are left are over. */
    List<Long> ends() throws Exception {
        return all().stream().map(session -> session.end() + gap).toList();
    }

    OptionalLong firstStart() throws Exception {
        return all().stream().mapToLong(OpenSession::start).min();
    }

    private List<OpenSession> all() throws Exception {
        List<OpenSession> sessions = new ArrayList<>();
        for (OpenSession session : state.get()) sessions.add(session);
        sessions.sort(Comparator.comparingLong(OpenSession::start));
        return sessions;
    }
}
