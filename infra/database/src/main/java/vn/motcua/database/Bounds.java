package vn.motcua.database;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Where the values of one field can lie if a document is to match: a set of points, or a range with inclusive
 * ends. Always at least as wide as the condition, since every candidate is matched against the query again.
 *
 * @param points null for a range
 * @param low and high: NONE where the range is open
 */
record Bounds(List<Object> points, Object low, Object high) {
    static final Object NONE = new Object();
    private static final int MOST_POINTS = 20_000;

    static Bounds points(List<Object> values) {
        List<Object> sorted = new ArrayList<>(values);
        sorted.sort(ValueOrder::compare);
        List<Object> distinct = new ArrayList<>(sorted.size());
        for (Object value : sorted) {
            if (distinct.isEmpty() || !ValueOrder.same(distinct.get(distinct.size() - 1), value)) {
                distinct.add(value);
            }
        }
        return new Bounds(distinct, NONE, NONE);
    }

    static Bounds range(Object low, Object high) {
        return new Bounds(null, low, high);
    }

    boolean isPoints() {
        return points != null;
    }

    /** Whether a document without the field is certainly outside; decides if a sparse index may be used. */
    boolean excludesMissing() {
        return isPoints() ? !points.contains(null) : low != NONE && low != null;
    }

    private Object lowest() {
        return !isPoints() ? low : points.isEmpty() ? NONE : points.get(0);
    }

    private Object highest() {
        return !isPoints() ? high : points.isEmpty() ? NONE : points.get(points.size() - 1);
    }

    Bounds and(Bounds other) {
        if (isPoints() && other.isPoints()) {
            List<Object> shared = new ArrayList<>(points);
            shared.removeIf(value -> Collections.binarySearch(other.points, value, ValueOrder::compare) < 0);
            return new Bounds(shared, NONE, NONE);
        }
        if (isPoints() || other.isPoints()) {
            return isPoints() ? this : other;
        }
        Object newLow = low == NONE || other.low != NONE && ValueOrder.compare(other.low, low) > 0 ? other.low : low;
        Object newHigh = high == NONE || other.high != NONE && ValueOrder.compare(other.high, high) < 0
            ? other.high : high;
        return range(newLow, newHigh);
    }

    /** The range around both. */
    Bounds or(Bounds other) {
        Object a = lowest();
        Object b = other.lowest();
        Object c = highest();
        Object d = other.highest();
        return range(a == NONE || b == NONE ? NONE : ValueOrder.compare(a, b) <= 0 ? a : b,
            c == NONE || d == NONE ? NONE : ValueOrder.compare(c, d) >= 0 ? c : d);
    }

    /** A list and not yet one range, because an array may satisfy each part by another element. */
    static List<Bounds> ofCondition(Object condition) {
        if (isPlain(condition)) {
            return List.of(points(Collections.singletonList(condition)));
        }
        if (BsonRegularExpression.isRegularExpression(condition)) {
            Bounds prefix = RegexPrefix.bounds(BsonRegularExpression.convertToRegularExpression(condition));
            return prefix == null ? List.of() : List.of(prefix);
        }
        List<Bounds> result = new ArrayList<>();
        if (condition instanceof Document operators) {
            operators.forEach((operator, operand) -> {
                Bounds bounds = ofOperator(operator, operand);
                if (bounds != null) {
                    result.add(bounds);
                }
            });
        }
        return result;
    }

    private static Bounds ofOperator(String operator, Object operand) {
        switch (operator) {
            case "$eq":
                return isPlain(operand) ? points(Collections.singletonList(operand)) : null;
            case "$in":
                boolean usable = operand instanceof Collection<?> values && values.size() <= MOST_POINTS
                    && values.stream().allMatch(Bounds::isPlain);
                return usable ? points(new ArrayList<>((Collection<?>) operand)) : null;
            case "$gt", "$gte":
                return isComparable(operand) ? range(operand, highestLike(operand)) : null;
            case "$lt", "$lte":
                return isComparable(operand) ? range(lowestLike(operand), operand) : null;
            default:
                return null;
        }
    }

    static boolean isPlain(Object value) {
        return !(value instanceof Document) && !(value instanceof Collection)
            && !(value instanceof BsonRegularExpression);
    }

    private static boolean isComparable(Object value) {
        return isPlain(value) && value != null && !(value instanceof MinKey) && !(value instanceof MaxKey);
    }

    /** A comparison matches only values of the operand's own type, so null and other types need not be read. */
    private static Object lowestLike(Object value) {
        if (value instanceof Instant) {
            return Instant.MIN;
        }
        if (value instanceof Number) {
            return Double.NEGATIVE_INFINITY;
        }
        return value instanceof String ? "" : NONE;
    }

    private static Object highestLike(Object value) {
        if (value instanceof Instant) {
            return Instant.MAX;
        }
        return value instanceof Number ? Double.NaN : NONE;
    }
}
