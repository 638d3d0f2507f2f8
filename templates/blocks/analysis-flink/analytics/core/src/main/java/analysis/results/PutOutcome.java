package analysis.results;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.ExceptionUtils;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What became of one conditional write. */
enum PutOutcome {
    WRITTEN,
    /** The first one stays: this is a repetition. */
    ALREADY_THERE,
    /** Throttled, or not reached: the same write may succeed later. */
    TO_RETRY,
    /** No repetition would help: the table is not there, the role may not, the item is not valid. */
    FATAL;

    /** @param error what the write failed with; null for nothing */
    static PutOutcome of(Throwable error) {
        if (error == null) return WRITTEN;
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof ConditionalCheckFailedException) return ALREADY_THERE;
        if (cause instanceof AwsServiceException refusal)
            return refusal.isThrottlingException() || refusal.statusCode() >= 500 ? TO_RETRY : FATAL;
        return wasNotReached(cause) ? TO_RETRY : FATAL;
    }

    private static boolean wasNotReached(Throwable cause) {
        return cause instanceof ApiCallTimeoutException
                || cause instanceof ApiCallAttemptTimeoutException
                || ExceptionUtils.findThrowable(cause, IOException.class).isPresent()
                || ExceptionUtils.findThrowable(cause, TimeoutException.class).isPresent();
    }
}
