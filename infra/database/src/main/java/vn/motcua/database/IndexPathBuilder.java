package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Works out which ranges of an index a query needs, and whether they come in the wanted order. */
final class IndexPathBuilder {
    private static final int MOST_RANGES = 20_000;
    private static final int MOST_MERGED = 256;
    private static final Object[] OPEN = {};

    private final OrderedIndex index;
    private final QueryConditions conditions;
    private final List<String> fields;
    private final boolean[] descending;
    private List<Object[]> prefixes = List.<Object[]>of(OPEN);
    private Object[] lowTail = OPEN;
    private Object[] highTail = OPEN;
    private boolean bounded;
    private boolean excludesMissing;
    private boolean reverse;

    IndexPathBuilder(OrderedIndex index, QueryConditions conditions) {
        this.index = index;
        this.conditions = conditions;
        this.fields = index.fields();
        this.descending = index.definition().descending();
    }

    /** Null when the index is of no use for the query. */
    IndexPath build(CollectionView view, Document sort) {
        Document filter = index.definition().partialFilter();
        if (index.traits().hasNestedArrays() || filter != null && !conditions.implies(filter)) {
            return null;
        }
        int constant = bound();
        if (index.definition().sparse() && !excludesMissing) {
            return null;
        }
        boolean unsorted = sort == null || sort.isEmpty();
        boolean sorted = unsorted || prefixes.size() <= MOST_MERGED && coversSort(sort, constant);
        if (!bounded && (unsorted || !sorted) && filter == null) {
            return null;
        }
        return new IndexPath(index, view, prefixes, lowTail, highTail, reverse && !unsorted, sorted);
    }

    /** @return how many leading fields have been fixed to points */
    private int bound() {
        boolean arrayUsed = false;
        for (int i = 0; i < fields.size(); i++) {
            boolean multikey = index.traits().isMultikey(i);
            if (multikey && arrayUsed) {
                return i; // two conditions on one array may be met by different elements
            }
            Bounds bounds = conditions.of(fields.get(i), multikey);
            if (bounds == null) {
                return i;
            }
            arrayUsed |= multikey;
            excludesMissing |= bounds.excludesMissing();
            if (!bounds.isPoints()) {
                bounded = true;
                setTail(bounds, descending[i]);
                startAtRow(i);
                return i;
            }
            if ((long) bounds.points().size() * prefixes.size() > MOST_RANGES) {
                return i;
            }
            bounded = true;
            prefixes = extended(bounds.points(), descending[i]);
        }
        return fields.size();
    }

    private List<Object[]> extended(List<Object> points, boolean descendingField) {
        List<Object[]> result = new ArrayList<>(prefixes.size() * points.size());
        for (Object[] prefix : prefixes) {
            for (int k = 0; k < points.size(); k++) {
                Object[] longer = Arrays.copyOf(prefix, prefix.length + 1);
                longer[prefix.length] = points.get(descendingField ? points.size() - 1 - k : k);
                result.add(longer);
            }
        }
        return result;
    }

    private void setTail(Bounds bounds, boolean descendingField) {
        Object first = descendingField ? bounds.high() : bounds.low();
        Object last = descendingField ? bounds.low() : bounds.high();
        lowTail = first == Bounds.NONE ? OPEN : new Object[] {first};
        highTail = last == Bounds.NONE ? OPEN : new Object[] {last};
    }

    /** For a page that continues after a row: start at exactly that row if the index has the same order. */
    private void startAtRow(int from) {
        KeysetStart start = conditions.keysetStart();
        if (start == null || index.traits().isMultikey()) {
            return;
        }
        List<String> order = new ArrayList<>(fields.subList(from, fields.size()));
        if (!index.definition().unique()) {
            order.add("_id");
        }
        int n = start.fields().size();
        if (n > order.size() || !order.subList(0, n).equals(start.fields())) {
            return;
        }
        boolean direction = isDescending(from);
        for (int i = from; i < from + n; i++) {
            if (isDescending(i) != direction) {
                return;
            }
        }
        if (start.after() != direction) {
            lowTail = start.values();
        } else {
            highTail = start.values();
        }
    }

    private boolean isDescending(int field) {
        return field < descending.length && descending[field];
    }

    private boolean coversSort(Document sort, int constant) {
        boolean single = prefixes.size() == 1;
        int next = constant;
        int turn = 0;
        for (String field : sort.keySet()) {
            if (!(sort.get(field) instanceof Number wanted)) {
                return false;
            }
            if (single && isConstant(field, constant)) {
                continue;
            }
            if (next == fields.size() && index.definition().unique()) {
                break; // nothing is left to be ordered
            }
            boolean isTrailingId = next == fields.size() && field.equals("_id");
            if (!isTrailingId && (next >= fields.size() || !fields.get(next).equals(field)
                || index.traits().isMultikey(next))) {
                return false;
            }
            int direction = wanted.doubleValue() > 0 == !isDescending(next) ? 1 : -1;
            if (turn != 0 && direction != turn) {
                return false;
            }
            turn = direction;
            next++;
            if (isTrailingId) {
                break; // _id decides everything behind it
            }
        }
        reverse = turn < 0;
        return true;
    }

    private boolean isConstant(String field, int constant) {
        int at = fields.subList(0, constant).indexOf(field);
        return at >= 0 && !index.traits().isMultikey(at);
    }
}
