package analysis.click;

import java.util.List;
import java.util.Map;

/**
 * What the analysis needs of a click event.
 *
 * @param time when it happened, by the clock of the device: milliseconds of Unix time
 * @param arrival when its record arrived in the stream: milliseconds of Unix time
 * @param consent the purposes that the user has agreed to
 * @param same its values of the fields that rules may count by
 * @param line the event as it came, for events that are left out and kept
 */
public record Click(
        String id,
        String user,
        String type,
        long time,
        long arrival,
        List<String> consent,
        Map<String, String> same,
        String line) {}
