package analysis.user;

import analysis.click.Click;
import analysis.click.UnreadableRecord;
import analysis.record.ArrivedRecord;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is between operators, and what is in checkpoints, has a serializer that can change with it. */
class StateTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                ArrivedRecord.class,
                Click.class,
                UnreadableRecord.class,
                Session.class,
                Offer.class,
                LeftOut.class,
                OpenSession.class,
                RecentEvents.Count.class,
                WindowCounts.Window.class
            })
    void isSerializedByItsFields(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
