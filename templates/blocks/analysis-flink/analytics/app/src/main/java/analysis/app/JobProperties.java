package analysis.app;

import java.util.Properties;

/**
 * Where the job reads and writes: the property group {@code analysis} of the application.
 *
 * @param stream the ARN of the stream of click events
 * @param region the region of the stream and the table
 * @param results the name of the table of results
 * @param failures where records that are unreadable and events that are left out are kept: {@code s3://bucket/prefix}
 */
record JobProperties(String stream, String region, String results, String failures) {
    static final String GROUP = "analysis";

    /** @param group null where the application has no such group */
    static JobProperties of(Properties group) {
        if (group == null)
            throw new IllegalArgumentException("The application has no property group \"" + GROUP + "\"");
        return new JobProperties(
                required(group, "stream.arn"),
                required(group, "region"),
                required(group, "results.table"),
                required(group, "failures.path"));
    }

    private static String required(Properties group, String key) {
        String value = group.getProperty(key);
        if (value == null)
            throw new IllegalArgumentException("The property group \"" + GROUP + "\" has no \"" + key + "\"");
        return value;
    }
}
