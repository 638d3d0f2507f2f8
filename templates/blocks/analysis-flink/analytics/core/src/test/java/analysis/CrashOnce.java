package analysis;

import analysis.record.ArrivedRecord;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes records on, slowly, until it has failed once at a record that the test names. */
final class CrashOnce implements MapFunction<ArrivedRecord, ArrivedRecord> {
    static final AtomicInteger PASSED = new AtomicInteger();
    static final AtomicInteger FAILS_AT = new AtomicInteger(Integer.MAX_VALUE);
    static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

    @Override
    public ArrivedRecord map(ArrivedRecord record) throws Exception {
        if (HAS_FAILED.get()) return record;
        Thread.sleep(1);
        if (PASSED.incrementAndGet() < FAILS_AT.get()) return record;
        HAS_FAILED.set(true);
        throw new IllegalStateException("The test stops the job here");
    }
}
