package analysis.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class PutOutcomeTest {
    static RuntimeException refusal(String code, int status) {
        return DynamoDbException.builder()
                .message(code)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void tellsRepetitionsFromErrors() {
        assertThat(PutOutcome.of(null)).isEqualTo(PutOutcome.WRITTEN);
        RuntimeException there = ConditionalCheckFailedException.builder().statusCode(400).build();
        assertThat(PutOutcome.of(new CompletionException(there))).isEqualTo(PutOutcome.ALREADY_THERE);
    }

    @Test
    void retriesWhatMaySucceedLater() {
        assertThat(new Throwable[] {
                    refusal("ProvisionedThroughputExceededException", 400),
                    refusal("ThrottlingException", 400),
                    refusal("InternalServerError", 500),
                    ApiCallTimeoutException.create(1),
                    new CompletionException(SdkClientException.create("no answer", new IOException("reset"))),
                })
                .allSatisfy(error -> assertThat(PutOutcome.of(error)).isEqualTo(PutOutcome.TO_RETRY));
    }

    @Test
    void failsWhereNoRepetitionWouldHelp() {
        assertThat(new Throwable[] {
                    refusal("ResourceNotFoundException", 400),
                    refusal("AccessDeniedException", 400),
                    refusal("ValidationException", 400),
                    SdkClientException.create("Unable to load credentials"),
                    new IllegalStateException("Connection pool shut down"),
                })
                .allSatisfy(error -> assertThat(PutOutcome.of(error)).isEqualTo(PutOutcome.FATAL));
    }
}
