package analysis.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Finds what is wrong with a value at a path. */
interface ValueCheck {
    List<String> problemsOf(JsonNode value, String path);
}
