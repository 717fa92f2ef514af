package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * How one value of a key lies on disk. The kinds that fill most keys are written directly;
 * everything else goes through BSON. The tags are part of the file format.
 */
final class ValueCodec {
    private static final byte NULL = 0;
    private static final byte STRING = 1;
    private static final byte OBJECT_ID = 2;
    private static final byte INT = 3;
    private static final byte LONG = 4;
    private static final byte DOUBLE = 5;
    private static final byte DATE = 6;
    private static final byte FALSE = 7;
    private static final byte TRUE = 8;
    private static final byte BSON = 9;
    private static final int OBJECT_ID_LENGTH = 12;

    private ValueCodec() {
    }

    static void write(WriteBuffer out, Object value) {
        if (value == null || value instanceof Missing) {
            out.put(NULL);
        } else if (value instanceof String s) {
            writeBytes(out.put(STRING), s.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof ObjectId id) {
            out.put(OBJECT_ID).put(id.toByteArray());
        } else if (value instanceof Integer i) {
            out.put(INT).putInt(i);
        } else if (value instanceof Long l) {
            out.put(LONG).putLong(l);
        } else if (value instanceof Double d) {
            out.put(DOUBLE).putLong(Double.doubleToRawLongBits(d));
        } else if (value instanceof Instant t) {
            out.put(DATE).putLong(t.toEpochMilli());
        } else if (value instanceof Boolean b) {
            out.put(b ? TRUE : FALSE);
        } else {
            writeBytes(out.put(BSON), BsonBytes.encodeValue(value));
        }
    }

    static Object read(ByteBuffer in) {
        byte tag = in.get();
        return switch (tag) {
            case NULL -> null;
            case STRING -> new String(readBytes(in), StandardCharsets.UTF_8);
            case OBJECT_ID -> {
                byte[] id = new byte[OBJECT_ID_LENGTH];
                in.get(id);
                yield new ObjectId(id);
            }
            case INT -> in.getInt();
            case LONG -> in.getLong();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case DATE -> Instant.ofEpochMilli(in.getLong());
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case BSON -> BsonBytes.decodeValue(readBytes(in));
            default -> throw damaged("unknown kind of value " + tag);
        };
    }

    static void writeBytes(WriteBuffer out, byte[] bytes) {
        out.putVarInt(bytes.length).put(bytes);
    }

    static byte[] readBytes(ByteBuffer in) {
        int length = DataUtils.readVarInt(in);
        if (length < 0 || length > in.remaining()) {
            throw damaged("impossible length " + length);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    static RuntimeException damaged(String what) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "{0}", what);
    }

    /** A rough figure; the store uses it to decide when a page is full and what fits the cache. */
    static int memory(Object value) {
        return value instanceof String s ? 40 + s.length() : 32;
    }
}
