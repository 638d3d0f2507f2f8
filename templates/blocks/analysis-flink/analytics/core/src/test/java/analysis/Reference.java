package analysis;

import analysis.click.Click;
import analysis.settings.CountRule;
import analysis.settings.SessionRule;
import analysis.settings.Settings;
import analysis.user.Fate;
import analysis.user.Offer;
import analysis.user.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the specification says of events in the order of their arrival: computed from all of them at once, without any state. Leaves out
 * the limits that nobody reaches (types, values of a rule, a flood).
 */
public final class Reference {
    private static final long HOUR = 3_600_000;

    private final Settings settings;
    private final Analysed result = Analysed.nothing();

    private Reference(Settings settings) {
        this.settings = settings;
    }

    public static Analysed of(List<Click> clicks, Settings settings) {
        Reference reference = new Reference(settings);
        List<Click> taken = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Click click : clicks) {
            Fate fate = reference.fateOf(click, seen);
            reference.result.fates().merge(fate, 1, Integer::sum);
            if (fate != Fate.TAKEN) continue;
            seen.add(List.of(click.user(), click.id()));
            taken.add(click);
        }
        taken.stream().collect(Collectors.groupingBy(Click::user)).forEach(reference::addUser);
        return reference.result;
    }

    private Fate fateOf(Click click, Set<List<String>> seen) {
        if (click.time() > click.arrival() + 300_000) return Fate.AHEAD;
        if (click.time() < click.arrival() - settings.lateness()) return Fate.LATE;
        if (!agrees(click, settings.purposes().sessions()) && !agrees(click, settings.purposes().offers()))
            return Fate.WITHOUT_CONSENT;
        return seen.contains(List.of(click.user(), click.id())) ? Fate.REPEATED : Fate.TAKEN;
    }

    private void addUser(String user, List<Click> taken) {
        List<Click> ordered = taken.stream()
                .filter(click -> agrees(click, settings.purposes().sessions()))
                .sorted(Comparator.comparingLong(Click::time))
                .toList();
        List<List<Click>> groups = new ArrayList<>();
        for (Click click : ordered) {
            List<Click> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last == null || click.time() - last.get(last.size() - 1).time() >= settings.gap())
                groups.add(new ArrayList<>(List.of(click)));
            else last.add(click);
        }
        for (List<Click> group : groups) addSession(user, group, ordered);
        List<Click> forOffers = taken.stream()
                .filter(click -> agrees(click, settings.purposes().offers()))
                .toList();
        for (CountRule rule : settings.countRules()) addOffers(user, rule, forOffers);
    }

    private void addSession(String user, List<Click> group, List<Click> all) {
        long start = group.get(0).time();
        long until = start - start % HOUR;
        List<Click> before = all.stream()
                .filter(click -> click.time() >= until - 24 * HOUR && click.time() < until)
                .toList();
        long end = group.get(group.size() - 1).time();
        result.sessions().add(new Session(user, start, end, group.size(), typesOf(group), typesOf(before)));
        Set<String> types = group.stream()
                .filter(click -> agrees(click, settings.purposes().offers()))
                .map(Click::type)
                .collect(Collectors.toSet());
        for (SessionRule rule : settings.sessionRules())
            if (rule.has().stream().allMatch(types::contains) && rule.hasNot().stream().noneMatch(types::contains))
                result.offers().add(Offer.ofSession(user, rule.id(), start, end + settings.gap()));
    }

    private void addOffers(String user, CountRule rule, List<Click> clicks) {
        Map<List<Object>, List<Click>> counted = new HashMap<>();
        for (Click click : clicks) {
            String subject = rule.same().isEmpty() ? "" : click.same().get(rule.same());
            if (subject == null || !rule.types().contains(click.type())) continue;
            List<Object> key = List.of(Math.floorDiv(click.time(), rule.window()) * rule.window(), subject);
            counted.computeIfAbsent(key, fresh -> new ArrayList<>()).add(click);
        }
        counted.forEach((key, group) -> {
            if (group.size() < rule.atLeast()) return;
            Click last = group.get(rule.atLeast() - 1);
            result.offers()
                    .add(new Offer(
                            user,
                            rule.id(),
                            (Long) key.get(0),
                            (String) key.get(1),
                            last.id(),
                            last.time(),
                            last.arrival()));
        });
    }

    private static boolean agrees(Click click, String purpose) {
        return click.consent().contains(purpose);
    }

    private static Map<String, Integer> typesOf(List<Click> clicks) {
        return clicks.stream().collect(Collectors.toMap(Click::type, click -> 1, Integer::sum));
    }
}
