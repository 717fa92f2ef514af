package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A total order over all values, the same across types as the one the query engine sorts by.
 * It never throws, because an exception in the middle of a B-tree change would leave an index torn.
 */
final class ValueOrder {
    /** Greater than every value; appears only in search keys, never in the store. */
    static final Object AFTER_ALL = new Object() {
        @Override
        public String toString() {
            return "AFTER_ALL";
        }
    };

    private static final int NUMBER = 2;

    private ValueOrder() {
    }

    static int compare(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof ObjectId x && b instanceof ObjectId y) {
            return x.compareTo(y);
        }
        int byType = Integer.compare(rank(a), rank(b));
        return byType != 0 ? byType : compareSameType(a, b);
    }

    static boolean same(Object a, Object b) {
        return compare(a, b) == 0;
    }

    private static int rank(Object value) {
        if (value == null || value instanceof Missing) return 1;
        if (value instanceof Number) return NUMBER;
        if (value instanceof String) return 3;
        if (value instanceof Instant) return 11;
        if (value instanceof ObjectId) return 9;
        if (value instanceof Boolean) return 10;
        if (value instanceof Map) return 4;
        if (value instanceof Collection) return 5;
        if (value instanceof BinData) return 6;
        if (value instanceof LegacyUUID) return 7;
        if (value instanceof UUID) return 8;
        if (value instanceof BsonTimestamp) return 12;
        if (value instanceof BsonRegularExpression) return 13;
        if (value instanceof BsonJavaScript) return 14;
        if (value instanceof MinKey) return 0;
        if (value instanceof MaxKey) return 15;
        if (value == AFTER_ALL) return 100;
        throw new IllegalArgumentException("no order for " + value.getClass());
    }

    private static int compareSameType(Object a, Object b) {
        if (a instanceof Number x) {
            return compareNumbers(x, (Number) b);
        }
        if (a instanceof Instant x) {
            return x.compareTo((Instant) b);
        }
        if (a instanceof Boolean x) {
            return x.compareTo((Boolean) b);
        }
        if (a instanceof Document x) {
            return compareDocuments(x, (Document) b);
        }
        if (a instanceof Collection<?> x) {
            return compareArrays(x, (Collection<?>) b);
        }
        if (a instanceof BinData x) {
            return x.compareTo((BinData) b);
        }
        if (a instanceof UUID x) {
            // by text, as the query engine does: UUID.compareTo treats the halves as signed
            return x.toString().compareTo(b.toString());
        }
        if (a instanceof LegacyUUID x) {
            return x.compareTo((LegacyUUID) b);
        }
        if (a instanceof BsonTimestamp x) {
            return x.compareTo((BsonTimestamp) b);
        }
        if (a instanceof BsonRegularExpression x) {
            BsonRegularExpression y = (BsonRegularExpression) b;
            int byPattern = x.getPattern().compareTo(y.getPattern());
            return byPattern != 0 ? byPattern : text(x.getOptions()).compareTo(text(y.getOptions()));
        }
        if (a instanceof BsonJavaScript x) {
            return text(x.getCode()).compareTo(text(((BsonJavaScript) b).getCode()));
        }
        return 0;
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** Exact also where a long does not fit a double; NaN sorts after all other numbers. */
    static int compareNumbers(Number a, Number b) {
        if (isLong(a) && isLong(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (Double.isNaN(x) || Double.isNaN(y) || Double.isInfinite(x) || Double.isInfinite(y)) {
            return Double.compare(x, y);
        }
        if (a instanceof Double && b instanceof Double) {
            return x == y ? 0 : x < y ? -1 : 1; // -0.0 equals 0.0
        }
        return exact(a).compareTo(exact(b));
    }

    private static boolean isLong(Number n) {
        return n instanceof Integer || n instanceof Long;
    }

    private static BigDecimal exact(Number n) {
        if (isLong(n)) {
            return BigDecimal.valueOf(n.longValue());
        }
        if (n instanceof Decimal128 d) {
            // the library refuses to convert a negative zero
            return d.equals(Decimal128.NEGATIVE_ZERO) ? BigDecimal.ZERO : d.toBigDecimal();
        }
        return new BigDecimal(n.doubleValue());
    }

    private static int compareDocuments(Document a, Document b) {
        Iterator<Map.Entry<String, Object>> left = a.entrySet().iterator();
        Iterator<Map.Entry<String, Object>> right = b.entrySet().iterator();
        while (left.hasNext() && right.hasNext()) {
            Map.Entry<String, Object> x = left.next();
            Map.Entry<String, Object> y = right.next();
            int byType = Integer.compare(rank(x.getValue()), rank(y.getValue()));
            int byName = byType != 0 ? byType : x.getKey().compareTo(y.getKey());
            int byValue = byName != 0 ? byName : compare(x.getValue(), y.getValue());
            if (byValue != 0) {
                return byValue;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int compareArrays(Collection<?> a, Collection<?> b) {
        Iterator<?> left = a.iterator();
        Iterator<?> right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            int byElement = compare(left.next(), right.next());
            if (byElement != 0) {
                return byElement;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }
}
