package analysis.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import analysis.ClickAnalysis;
import analysis.settings.Settings;
import java.util.Properties;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ClickAnalysisJobTest {
    private static Properties group() {
        Properties group = new Properties();
        group.setProperty("stream.arn", "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks");
        group.setProperty("region", "eu-west-1");
        group.setProperty("results.table", "results");
        group.setProperty("failures.path", "file:///tmp/analysis");
        return group;
    }

    /** Every operator has a uid, every type a serializer, and everything that goes to the workers can be sent there. */
    @Test
    void makesAGraph() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(ClickAnalysis.configuration());
        ClickAnalysisJob.define(environment, JobProperties.of(group()), Settings.ofThisProject());
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        assertThat(graph.getNumberOfVertices()).isGreaterThan(1);
    }

    @Test
    void saysWhichPropertyIsMissing() {
        Properties group = group();
        group.remove("results.table");
        assertThatThrownBy(() -> JobProperties.of(group))
                .hasMessage("The property group \"analysis\" has no \"results.table\"");
        assertThatThrownBy(() -> JobProperties.of(null))
                .hasMessage("The application has no property group \"analysis\"");
    }
}
