package analysis.results;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that wait to be written, as bytes of a checkpoint. */
final class ItemSerializer extends AsyncSinkWriterStateSerializer<Item> {
    private static final char TEXT = 'S';
    private static final char NUMBER = 'N';
    private static final char MAP = 'M';

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    protected void serializeRequestToStream(Item item, DataOutputStream out) throws IOException {
        write(item.attributes(), out);
    }

    @Override
    protected Item deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
        return new Item(read(in));
    }

    private static void write(Map<String, AttributeValue> attributes, DataOutputStream out) throws IOException {
        out.writeInt(attributes.size());
        for (Map.Entry<String, AttributeValue> each : attributes.entrySet()) {
            AttributeValue value = each.getValue();
            out.writeUTF(each.getKey());
            out.writeChar(value.hasM() ? MAP : value.s() != null ? TEXT : NUMBER);
            if (value.hasM()) write(value.m(), out);
            else out.writeUTF(value.s() != null ? value.s() : value.n());
        }
    }

    private static Map<String, AttributeValue> read(DataInputStream in) throws IOException {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            char kind = in.readChar();
            attributes.put(name, switch (kind) {
                case MAP -> AttributeValue.fromM(read(in));
                case TEXT -> AttributeValue.fromS(in.readUTF());
                case NUMBER -> AttributeValue.fromN(in.readUTF());
                default -> throw new IOException("An attribute of a checkpoint is of the kind " + (int) kind);
            });
        }
        return attributes;
    }
}
