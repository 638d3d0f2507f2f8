package analysis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of the settings, and its place for an error. */
record SettingsValue(String place, JsonNode json) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int LONGEST_OFFER = 4_000;

    static boolean missing(SettingsValue value) {
        return value.json.isMissingNode();
    }

    /** A member that an error calls by its name alone. */
    SettingsValue member(String name, String calledSo) {
        return new SettingsValue(calledSo, json.isObject() ? json.path(name) : MissingNode.getInstance());
    }

    SettingsValue member(String name) {
        return member(name, place + "." + name);
    }

    /** This value, once it is an object that has none but these members. */
    SettingsValue object(String... names) {
        if (!json.isObject()) throw wrong("an object");
        List<String> known = Arrays.asList(names);
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name))
                throw new IllegalArgumentException("%s: \"%s\" is not known. Allowed are %s"
                        .formatted(place, name, known.stream().map(SettingsValue::quoted).collect(Collectors.joining(", "))));
        });
        return this;
    }

    List<SettingsValue> list(int most) {
        if (!json.isArray() || json.size() > most) throw wrong("a list of at most " + most);
        List<SettingsValue> values = new ArrayList<>();
        for (int at = 0; at < json.size(); at++) values.add(new SettingsValue(place + "[" + at + "]", json.get(at)));
        return values;
    }

    List<String> names(int least, int most) {
        List<SettingsValue> values = list(most);
        if (values.size() < least) throw wrong("a list with at least one name");
        return values.stream().map(SettingsValue::name).toList();
    }

    String name() {
        if (json.isTextual() && NAME.matcher(json.textValue()).matches()) return json.textValue();
        throw wrong("a name of 1 to 64 lower case letters, digits, \"_\" and \"-\" that begins with a letter");
    }

    String oneOf(List<String> allowed) {
        if (json.isTextual() && allowed.contains(json.textValue())) return json.textValue();
        throw wrong(allowed.stream().map(SettingsValue::quoted).collect(Collectors.joining(" or ")));
    }

    int whole(int most) {
        double amount = json.isNumber() ? json.doubleValue() : Double.NaN;
        if (amount == Math.rint(amount) && amount >= 1 && amount <= most) return (int) amount;
        throw wrong("a whole number from 1 to " + most);
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (json.isObject())
            json.fields().forEachRemaining(text -> {
                if (text.getValue().isTextual()) texts.put(text.getKey(), text.getValue().textValue());
            });
        boolean isWhole = json.isObject() && texts.size() == json.size() && json.toString().length() <= LONGEST_OFFER;
        if (!isWhole) throw wrong("an object of texts, together at most 4,000 characters");
        return texts;
    }

    boolean is(String text) {
        return json.isTextual() && json.textValue().equals(text);
    }

    IllegalArgumentException wrong(String allowed) {
        String seen = json.isMissingNode() ? "missing" : json.toString();
        return new IllegalArgumentException("%s is %s. It has to be %s".formatted(place, seen, allowed));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
