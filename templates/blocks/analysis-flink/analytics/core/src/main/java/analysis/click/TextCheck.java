package analysis.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text; limits count characters as Unicode does. */
record TextCheck(List<String> values, int least, int most, String written, Pattern pattern) implements ValueCheck {
    static TextCheck of(JsonNode schema) {
        List<String> values = new ArrayList<>();
        if (schema.has("const")) values.add(schema.get("const").asText());
        schema.path("enum").forEach(value -> values.add(value.asText()));
        String written = schema.path("pattern").asText("");
        return new TextCheck(
                values,
                schema.path("minLength").asInt(0),
                schema.path("maxLength").asInt(Integer.MAX_VALUE),
                written,
                Pattern.compile(atTheVeryEnd(written)));
    }

    /** In JSON Schema, {@code $} is the end of the text. In Java it is also the place before a last line break. */
    private static String atTheVeryEnd(String pattern) {
        boolean isAnchored = pattern.endsWith("$") && !pattern.endsWith("\\$");
        return isAnchored ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern;
    }

    @Override
    public List<String> problemsOf(JsonNode value, String path) {
        if (!value.isTextual()) return List.of(path + ": expected text");
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        if (length < least) return List.of(path + ": expected at least " + least + " characters");
        if (length > most) return List.of(path + ": expected at most " + most + " characters");
        if (!values.isEmpty() && !values.contains(text))
            return List.of(path + ": expected one of " + String.join(", ", values));
        if (!pattern.matcher(text).find()) return List.of(path + ": expected text that matches /" + written + "/u");
        return List.of();
    }
}
