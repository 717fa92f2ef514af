package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
    private static final List<Object> ASCENDING = Arrays.asList(
        MinKey.getInstance(), null, Double.NEGATIVE_INFINITY, -1, 0, new Decimal128(new BigDecimal("0.1")), 2.5, 3L,
        9007199254740992L, 9007199254740993L, Double.POSITIVE_INFINITY, "", "a", "b",
        new Document("a", 1), new Document("a", 2), List.of(1), List.of(1, 2), new BinData(new byte[] {1}),
        new ObjectId("000000000000000000000001"), new ObjectId("000000000000000000000002"), false, true,
        Instant.EPOCH, Instant.ofEpochMilli(5), new BsonRegularExpression("a", ""), new BsonRegularExpression("b", ""),
        MaxKey.getInstance(), ValueOrder.AFTER_ALL);

    @Test
    void valuesOfAllTypesHaveOneOrder() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                int order = Integer.signum(ValueOrder.compare(ASCENDING.get(i), ASCENDING.get(j)));
                assertEquals(Integer.compare(i, j), order, ASCENDING.get(i) + " against " + ASCENDING.get(j));
            }
        }
    }

    @Test
    void shufflingDoesNotChangeTheSortedList() {
        List<Object> shuffled = new ArrayList<>(ASCENDING);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(ValueOrder::compare);
        assertEquals(ASCENDING, shuffled);
    }

    @Test
    void numbersAreEqualAcrossTheirTypes() {
        assertTrue(ValueOrder.same(1, 1L));
        assertTrue(ValueOrder.same(1, 1.0));
        assertTrue(ValueOrder.same(0.0, -0.0));
        assertTrue(ValueOrder.same(new Decimal128(new BigDecimal("2.50")), 2.5));
        assertTrue(ValueOrder.same(null, Missing.getInstance()));
    }

    @Test
    void aLongIsNotEqualToTheDoubleItIsRoundedTo() {
        assertTrue(ValueOrder.compare(9007199254740993L, 9007199254740992.0) > 0);
        assertTrue(ValueOrder.compare(3000000000.5, 3000000000L) > 0);
    }
}
