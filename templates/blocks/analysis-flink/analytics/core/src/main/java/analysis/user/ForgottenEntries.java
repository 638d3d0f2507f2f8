package analysis.user;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;

/** Takes what is no longer needed out of a map of a user. */
final class ForgottenEntries {
    private ForgottenEntries() {}

    /** Removes the entries that are over, and says how many are left. A map that is empty goes as well: it would stay in memory. */
    static <K, V> int remove(MapState<K, V> map, Predicate<Map.Entry<K, V>> isOver) throws Exception {
        int left = 0;
        for (Iterator<Map.Entry<K, V>> each = map.iterator(); each.hasNext(); ) {
            if (isOver.test(each.next())) each.remove();
            else left++;
        }
        if (left == 0) map.clear();
        return left;
    }
}
