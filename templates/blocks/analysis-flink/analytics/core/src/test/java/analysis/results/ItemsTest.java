package analysis.results;

import static org.assertj.core.api.Assertions.assertThat;

import analysis.JsonFiles;
import analysis.settings.Settings;
import analysis.user.Offer;
import analysis.user.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
    private static final JsonNode EXPECTED = JsonFiles.resource("items.json");

    private static List<Item> items() throws Exception {
        List<Item> items = new ArrayList<>();
        for (JsonNode session : EXPECTED.get("sessions"))
            items.add(Items.ofSessions().apply(JsonFiles.JSON.treeToValue(session, Session.class), null));
        for (JsonNode offer : EXPECTED.get("offers"))
            items.add(Items.ofOffers(Settings.ofThisProject())
                    .apply(JsonFiles.JSON.treeToValue(offer, Offer.class), null));
        return items;
    }

    @Test
    void areThoseThatTheLambdaFunctionWrites() throws Exception {
        List<JsonNode> written = new ArrayList<>();
        EXPECTED.get("puts").forEach(put -> written.add(put.get("Item")));
        assertThat(items()).map(item -> (JsonNode) json(item.attributes())).isEqualTo(written);
    }

    @Test
    void surviveACheckpoint() throws Exception {
        ItemSerializer serializer = new ItemSerializer();
        for (Item item : items()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            serializer.serializeRequestToStream(item, new DataOutputStream(bytes));
            Item read = serializer.deserializeRequestFromStream(
                    bytes.size(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(read).isEqualTo(item);
            assertThat(item.size()).isBetween(50L, 500L);
        }
    }

    private static ObjectNode json(Map<String, AttributeValue> attributes) {
        ObjectNode json = JsonFiles.JSON.createObjectNode();
        attributes.forEach((name, value) -> {
            ObjectNode its = json.putObject(name);
            if (value.hasM()) its.set("M", json(value.m()));
            else if (value.s() != null) its.put("S", value.s());
            else its.put("N", value.n());
        });
        return json;
    }
}
