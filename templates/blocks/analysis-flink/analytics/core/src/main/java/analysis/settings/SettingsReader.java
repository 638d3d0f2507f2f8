package analysis.settings;

import static analysis.settings.SettingsValue.missing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads settings. Throws an error that says where a value is wrong, what it is, and what is allowed. */
public final class SettingsReader {
    private static final long MINUTE = 60_000;
    private static final int MOST_RULES = 50;

    private SettingsReader() {}

    public static Settings read(JsonNode value) {
        SettingsValue top = new SettingsValue("settings", value).object("gapMinutes", "latenessMinutes", "purposes", "rules");
        SettingsValue purposes = top.member("purposes", "purposes").object("sessions", "offers");
        List<Rule> rules = new ArrayList<>();
        for (SettingsValue rule : top.member("rules", "rules").list(MOST_RULES)) rules.add(readRule(rule));
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules)
            if (!ids.add(rule.id()))
                throw new IllegalArgumentException(
                        "rules: two of them are called \"%s\". Give each an id of its own".formatted(rule.id()));
        return new Settings(
                top.member("gapMinutes", "gapMinutes").whole(240) * MINUTE,
                top.member("latenessMinutes", "latenessMinutes").whole(1440) * MINUTE,
                new Purposes(purposes.member("sessions").name(), purposes.member("offers").name()),
                List.copyOf(rules));
    }

    private static Rule readRule(SettingsValue value) {
        SettingsValue when = value.member("when");
        if (when.is("count")) {
            SettingsValue rule = value.object("id", "when", "types", "same", "atLeast", "windowMinutes", "offer");
            return new CountRule(
                    rule.member("id").name(),
                    rule.member("types").names(1, MOST_RULES),
                    missing(rule.member("same")) ? "" : rule.member("same").oneOf(CountRule.SAME_FIELDS),
                    rule.member("atLeast").whole(1000),
                    rule.member("windowMinutes").whole(1440) * MINUTE,
                    rule.member("offer").texts());
        }
        if (when.is("sessionEnds")) {
            SettingsValue rule = value.object("id", "when", "has", "hasNot", "offer");
            return new SessionRule(
                    rule.member("id").name(),
                    rule.member("has").names(1, MOST_RULES),
                    missing(rule.member("hasNot")) ? List.of() : rule.member("hasNot").names(0, MOST_RULES),
                    rule.member("offer").texts());
        }
        throw when.wrong("\"count\" or \"sessionEnds\"");
    }
}
