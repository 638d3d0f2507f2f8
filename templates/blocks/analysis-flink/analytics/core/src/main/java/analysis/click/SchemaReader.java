package analysis.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads a JSON Schema as a check. */
final class SchemaReader {
    /** Keywords that restrict nothing. */
    private static final Set<String> REMARKS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples", "example", "default", "deprecated");

    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "string", Set.of("type", "enum", "const", "minLength", "maxLength", "pattern"),
            "integer", Set.of("type", "minimum", "maximum"),
            "number", Set.of("type", "minimum", "maximum"),
            "boolean", Set.of("type"),
            "array", Set.of("type", "items", "minItems", "maxItems"),
            "object", Set.of("type", "properties", "required", "additionalProperties"));

    /** Of an object whose fields the contract does not name, and of a list of such, any value will do: nothing reads it. */
    private static final ValueCheck ANYTHING = (value, path) -> List.of();

    private SchemaReader() {}

    static ValueCheck read(JsonNode schema, String path) {
        String type = schema.path("type").asText();
        if (!KEYWORDS.containsKey(type)) throw unknown(path, "type", schema.path("type").toString());
        schema.fieldNames().forEachRemaining(keyword -> {
            boolean isRemark = REMARKS.contains(keyword) || keyword.startsWith("x-stream-");
            if (!isRemark && !KEYWORDS.get(type).contains(keyword)) throw unknown(path, keyword, "there");
        });
        return switch (type) {
            case "string" -> TextCheck.of(schema);
            case "integer" -> new NumberCheck(true, number(schema, "minimum"), number(schema, "maximum"));
            case "number" -> new NumberCheck(false, number(schema, "minimum"), number(schema, "maximum"));
            case "boolean" -> (value, at) -> value.isBoolean() ? List.of() : List.of(at + ": expected true or false");
            case "array" -> list(schema, path);
            default -> object(schema, path);
        };
    }

    private static ValueCheck list(JsonNode schema, String path) {
        ValueCheck items = schema.has("items") ? read(schema.get("items"), path + "/items") : ANYTHING;
        if (items == ANYTHING) return ANYTHING;
        return new ListCheck(
                items, schema.path("minItems").asInt(0), schema.path("maxItems").asInt(Integer.MAX_VALUE));
    }

    private static ValueCheck object(JsonNode schema, String path) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) throw unknown(path, "additionalProperties", "an object");
        Map<String, ValueCheck> members = new LinkedHashMap<>();
        schema.path("properties")
                .fields()
                .forEachRemaining(member ->
                        members.put(member.getKey(), read(member.getValue(), path + "/" + member.getKey())));
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (String name : required) members.putIfAbsent(name, ANYTHING);
        if (members.isEmpty()) return ANYTHING;
        return new ObjectCheck(members, required, additional.isBoolean() && !additional.asBoolean());
    }

    private static Double number(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.get(keyword).asDouble() : null;
    }

    private static IllegalArgumentException unknown(String path, String keyword, String seen) {
        return new IllegalArgumentException(
                "The contract at \"%s\": \"%s\" is %s, and the job does not check it. Describe the field with %s, or add the keyword to ValueCheck"
                        .formatted(path, keyword, seen, KEYWORDS));
    }

    record ListCheck(ValueCheck items, int least, int most) implements ValueCheck {
        @Override
        public List<String> problemsOf(JsonNode value, String path) {
            if (!value.isArray()) return List.of(path + ": expected a list");
            if (value.size() < least) return List.of(path + ": expected at least " + least + " entries");
            if (value.size() > most) return List.of(path + ": expected at most " + most + " entries");
            List<String> problems = new ArrayList<>();
            for (int at = 0; at < value.size(); at++)
                problems.addAll(items.problemsOf(value.get(at), path + "[" + at + "]"));
            return problems;
        }
    }

    record ObjectCheck(Map<String, ValueCheck> members, Set<String> required, boolean closed) implements ValueCheck {
        @Override
        public List<String> problemsOf(JsonNode value, String path) {
            if (!value.isObject()) return List.of((path.isEmpty() ? "value" : path) + ": expected an object");
            BiFunction<String, String, String> problem =
                    (name, what) -> (path.isEmpty() ? "" : path + ".") + name + ": " + what;
            List<String> problems = new ArrayList<>();
            if (closed)
                value.fieldNames().forEachRemaining(name -> {
                    if (!members.containsKey(name)) problems.add(problem.apply(name, "is not a field of the contract"));
                });
            members.forEach((name, check) -> {
                if (value.has(name))
                    problems.addAll(check.problemsOf(value.get(name), path.isEmpty() ? name : path + "." + name));
                else if (required.contains(name)) problems.add(problem.apply(name, "is missing"));
            });
            return problems;
        }
    }
}
