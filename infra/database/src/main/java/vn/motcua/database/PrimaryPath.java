package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.function.BiPredicate;
import org.h2.mvstore.Cursor;

/** Reads the documents where they lie, in the order of _id: all of them, a range, or single ones. */
final class PrimaryPath implements AccessPath {
    private final CollectionView view;
    private final Bounds bounds;
    private final boolean reverse;
    private final boolean sorted;

    private PrimaryPath(CollectionView view, Bounds bounds, boolean reverse, boolean sorted) {
        this.view = view;
        this.bounds = bounds == null ? Bounds.range(Bounds.NONE, Bounds.NONE) : bounds;
        this.reverse = reverse;
        this.sorted = sorted;
    }

    static PrimaryPath of(CollectionView view, QueryConditions conditions, Document sort) {
        Bounds bounds = conditions.of("_id", false);
        boolean unsorted = sort == null || sort.isEmpty();
        boolean byId = !unsorted && sort.keySet().iterator().next().equals("_id")
            && sort.get("_id") instanceof Number;
        boolean descending = byId && ((Number) sort.get("_id")).doubleValue() < 0;
        boolean sorted = unsorted || byId && (bounds == null || !bounds.isPoints() || bounds.points().size() <= 1);
        return new PrimaryPath(view, bounds, descending, sorted);
    }

    static PrimaryPath everything(CollectionView view, boolean reverse) {
        return new PrimaryPath(view, null, reverse, true);
    }

    @Override
    public boolean isSorted() {
        return sorted;
    }

    @Override
    public long estimate() {
        if (bounds.isPoints()) {
            return bounds.points().size();
        }
        long from = bounds.low() == Bounds.NONE ? 0 : view.rank(bounds.low());
        long to = bounds.high() == Bounds.NONE ? view.size() : view.rank(bounds.high()) + 1;
        return Math.max(0, to - from);
    }

    @Override
    public void scan(BiPredicate<Object, byte[]> visitor) {
        if (bounds.isPoints()) {
            for (Object point : bounds.points()) {
                Object position = Missing.ofNullable(point);
                byte[] bytes = view.get(position);
                if (bytes != null && !visitor.test(position, bytes)) {
                    return;
                }
            }
            return;
        }
        Object low = bounds.low() == Bounds.NONE ? null : bounds.low();
        Object high = bounds.high() == Bounds.NONE ? null : bounds.high();
        Cursor<Object, byte[]> cursor = reverse ? view.documents(high, low, true) : view.documents(low, high, false);
        while (cursor.hasNext()) {
            Object position = cursor.next();
            if (!visitor.test(position, cursor.getValue())) {
                return;
            }
        }
    }
}
