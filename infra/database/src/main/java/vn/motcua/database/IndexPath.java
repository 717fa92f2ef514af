package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;
import org.h2.mvstore.Cursor;

/**
 * Reads one or more ranges of an index. All ranges have the same ends behind different leading values.
 *
 * @param prefixes the leading values of each range, in index order
 * @param lowTail and highTail: where each range starts and ends behind its leading values, both inclusive
 */
record IndexPath(OrderedIndex index, CollectionView view, List<Object[]> prefixes, Object[] lowTail,
                 Object[] highTail, boolean reverse, boolean isSorted) implements AccessPath {
    private static final int SAMPLE = 16;

    private Object[] lowKey(Object[] prefix) {
        return concat(prefix, lowTail);
    }

    private Object[] highKey(Object[] prefix) {
        return concat(concat(prefix, highTail), ValueOrder.AFTER_ALL);
    }

    private static Object[] concat(Object[] a, Object... b) {
        Object[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    @Override
    public long estimate() {
        if (prefixes.isEmpty()) {
            return 0;
        }
        int step = Math.max(1, prefixes.size() / SAMPLE);
        long entries = 0;
        int sampled = 0;
        for (int i = 0; i < prefixes.size(); i += step) {
            Object[] prefix = prefixes.get(i);
            long from = view.rank(index, lowKey(prefix));
            long to = view.rank(index, highKey(prefix));
            entries += Math.max(0, to - from);
            sampled++;
        }
        return sampled == prefixes.size() ? entries : entries * prefixes.size() / sampled;
    }

    private Cursor<Object[], Object> open(Object[] prefix) {
        Object[] low = lowKey(prefix);
        Object[] high = highKey(prefix);
        return reverse ? view.entries(index, high, low, true) : view.entries(index, low, high, false);
    }

    @Override
    public void scan(BiPredicate<Object, byte[]> visitor) {
        BiPredicate<Object, byte[]> once = index.traits().isMultikey() ? eachOnce(visitor) : visitor;
        if (isSorted && prefixes.size() > 1) {
            merge(once);
            return;
        }
        for (Object[] prefix : prefixes) {
            Cursor<Object[], Object> cursor = open(prefix);
            while (cursor.hasNext()) {
                Object[] entry = cursor.next();
                if (!offer(entry, cursor.getValue(), once)) {
                    return;
                }
            }
        }
    }

    private boolean offer(Object[] entry, Object value, BiPredicate<Object, byte[]> visitor) {
        Object position = Missing.ofNullable(index.positionOf(entry, value));
        byte[] bytes = view.get(position);
        return bytes == null || visitor.test(position, bytes);
    }

    private static BiPredicate<Object, byte[]> eachOnce(BiPredicate<Object, byte[]> visitor) {
        Set<Object> seen = new HashSet<>();
        return (position, bytes) -> !seen.add(position) || visitor.test(position, bytes);
    }

    /** Several ranges that are each in order, read as one. */
    private void merge(BiPredicate<Object, byte[]> visitor) {
        int behind = prefixes.get(0).length;
        Comparator<Head> order = (a, b) -> index.order().compareFrom(behind, a.entry, b.entry);
        PriorityQueue<Head> heads = new PriorityQueue<>(reverse ? order.reversed() : order);
        for (Object[] prefix : prefixes) {
            Head head = new Head(open(prefix));
            if (head.advance()) {
                heads.add(head);
            }
        }
        while (!heads.isEmpty()) {
            Head head = heads.poll();
            if (!offer(head.entry, head.cursor.getValue(), visitor)) {
                return;
            }
            if (head.advance()) {
                heads.add(head);
            }
        }
    }

    private static final class Head {
        private final Cursor<Object[], Object> cursor;
        private Object[] entry;

        Head(Cursor<Object[], Object> cursor) {
            this.cursor = cursor;
        }

        boolean advance() {
            boolean more = cursor.hasNext();
            if (more) {
                entry = cursor.next();
            }
            return more;
        }
    }
}
