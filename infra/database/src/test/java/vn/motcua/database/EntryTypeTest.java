package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.junit.jupiter.api.Test;

class EntryTypeTest {
    private static final EntryType ASCENDING = new EntryType(false, false);
    private static final EntryType MIXED = new EntryType(false, true);

    private static Object[] entry(Object... values) {
        return values;
    }

    private static <T> ByteBuffer written(DataType<T> type, T value) {
        WriteBuffer out = new WriteBuffer();
        type.write(out, value);
        ByteBuffer bytes = out.getBuffer();
        bytes.flip();
        return bytes;
    }

    @Test
    void aPrefixSortsBeforeEverythingItBegins() {
        assertTrue(ASCENDING.compare(entry("a"), entry("a", null)) < 0);
        assertTrue(ASCENDING.compare(entry("a"), entry("a", -1)) < 0);
        assertTrue(ASCENDING.compare(entry("a", ValueOrder.AFTER_ALL), entry("a", "zzz", "id")) > 0);
        assertTrue(ASCENDING.compare(entry("a", ValueOrder.AFTER_ALL), entry("b")) < 0);
    }

    @Test
    void aDescendingFieldTurnsTheOrderOfItsValuesOnly() {
        assertTrue(MIXED.compare(entry("a", 1), entry("a", 2)) > 0);
        assertTrue(MIXED.compare(entry("a", 1, "x"), entry("a", 1, "y")) < 0);
        assertTrue(MIXED.compare(entry("a", ValueOrder.AFTER_ALL), entry("a", -100)) > 0);
    }

    @Test
    void everyKindOfValueComesBackAsItWas() {
        Object[] values = entry(null, "Nguyễn Văn Ánh", new ObjectId("0102030405060708090a0b0c"), 7, 1L << 60, 2.5,
            Instant.ofEpochMilli(123), true, false, new Decimal128(new BigDecimal("12.30")), new BinData(new byte[] {1, 2}),
            new UUID(1, 2), new Document("a", List.of(1, "x")));
        assertArrayEquals(values, ASCENDING.read(written(ASCENDING, values)));
    }

    @Test
    void aMissingPositionIsKept() {
        PositionType type = PositionType.INSTANCE;
        assertEquals(Missing.getInstance(), type.read(written(type, Missing.getInstance())));
    }

    @Test
    void aFlippedBitInADocumentIsNoticed() {
        byte[] document = BsonBytes.encode(new Document("code", "H29.1-260101-0001"));
        ByteBuffer bytes = written(DocumentType.INSTANCE, document);
        assertArrayEquals(document, DocumentType.INSTANCE.read(bytes.duplicate()));
        bytes.put(20, (byte) (bytes.get(20) ^ 4));
        assertThrows(MVStoreException.class, () -> DocumentType.INSTANCE.read(bytes));
    }
}
