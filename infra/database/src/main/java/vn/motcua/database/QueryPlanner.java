package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** Chooses the access path that has to read the fewest documents; the counts come from the B-trees and are exact. */
final class QueryPlanner {
    /** Following an index entry to its document costs more than reading the next document of a scan. */
    private static final double SEQUENTIAL = 0.4;
    private static final double SORTING = 1.3;

    private QueryPlanner() {
    }

    /** @param wanted how many documents are asked for, 0 for all */
    static AccessPath choose(CollectionView view, Document query, Document sort, long wanted) {
        if (query.get("_id") != null && Bounds.isPlain(query.get("_id"))) {
            return PrimaryPath.of(view, new QueryConditions(new Document("_id", query.get("_id"))), sort);
        }
        QueryConditions conditions = new QueryConditions(query);
        List<AccessPath> paths = new ArrayList<>();
        PrimaryPath primary = PrimaryPath.of(view, conditions, sort);
        paths.add(primary);
        for (OrderedIndex index : view.indexes()) {
            IndexPath path = new IndexPathBuilder(index, conditions).build(view, sort);
            if (path != null) {
                paths.add(path);
            }
        }
        return paths.size() == 1 ? primary : cheapest(paths, wanted);
    }

    private static AccessPath cheapest(List<AccessPath> paths, long wanted) {
        long[] estimates = paths.stream().mapToLong(AccessPath::estimate).toArray();
        long fewest = Long.MAX_VALUE;
        for (long estimate : estimates) {
            fewest = Math.min(fewest, estimate);
        }
        AccessPath best = null;
        double bestCost = Double.MAX_VALUE;
        for (int i = 0; i < estimates.length; i++) {
            double cost = cost(paths.get(i), estimates[i], fewest, wanted);
            if (cost < bestCost) {
                best = paths.get(i);
                bestCost = cost;
            }
        }
        return best;
    }

    private static double cost(AccessPath path, long estimate, long fewest, long wanted) {
        double read = estimate;
        if (!path.isSorted()) {
            read *= SORTING;
        } else if (wanted > 0) {
            // no more than `fewest` documents match; if they lie evenly, `wanted` of them are met after this many
            read = Math.min(read, (double) wanted * estimate / Math.max(1, fewest));
        }
        return path instanceof PrimaryPath ? read * SEQUENTIAL : read;
    }
}
