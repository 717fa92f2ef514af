package vn.motcua.database;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/**
 * A collection as it was between two changes: its documents and all its indexes of the same moment. Reading
 * from a view needs no lock and disturbs no writer. The version must be pinned meanwhile, see Journal.
 */
final class CollectionView {
    private static final Document EVERYTHING = new Document();

    private final MVMap<Object, byte[]> documents;
    private final RootReference<Object, byte[]> documentsRoot;
    private final List<OrderedIndex> indexes = new ArrayList<>();
    private final Map<OrderedIndex, RootReference<Object[], Object>> roots = new IdentityHashMap<>();

    private CollectionView(MVMap<Object, byte[]> documents, List<Index<Object>> present) {
        this.documents = documents;
        this.documentsRoot = documents.flushAndGetRoot();
        for (Index<Object> index : present) {
            if (index instanceof OrderedIndex ordered) {
                indexes.add(ordered);
                roots.put(ordered, ordered.entries().flushAndGetRoot());
            }
        }
    }

    /** To be taken while nobody writes. */
    static CollectionView of(MVMap<Object, byte[]> documents, List<Index<Object>> present) {
        return new CollectionView(documents, present);
    }

    byte[] get(Object position) {
        return documents.get(documentsRoot.root, position);
    }

    Cursor<Object, byte[]> documents(Object from, Object to, boolean reverse) {
        return new Cursor<>(documentsRoot, from, to, reverse);
    }

    Cursor<Object[], Object> entries(OrderedIndex index, Object[] from, Object[] to, boolean reverse) {
        return new Cursor<>(roots.get(index), from, to, reverse);
    }

    long size() {
        return documentsRoot.getTotalCount();
    }

    /** How many documents lie before this position; from the newest state, which is near enough for an estimate. */
    long rank(Object position) {
        return insertionPoint(documents.getKeyIndex(position));
    }

    long rank(OrderedIndex index, Object[] entry) {
        return insertionPoint(index.entries().getKeyIndex(entry));
    }

    /** MVMap answers -(insertion point) - 1 for a key it does not hold. */
    private static long insertionPoint(long keyIndex) {
        return keyIndex >= 0 ? keyIndex : -keyIndex - 1;
    }

    List<OrderedIndex> indexes() {
        return indexes;
    }

    /** @param firstBatch how many documents to return at once, 0 for all */
    DocumentSelection select(Document query, Document sort, int skip, int limit, int firstBatch) {
        DocumentSelection selection = new DocumentSelection(matcher(query), skip, limit, firstBatch);
        AccessPath path = sort != null && sort.containsKey("$natural")
            ? PrimaryPath.everything(this, isDescending(sort.get("$natural"))) : plan(query, sort, skip, limit);
        if (path.isSorted()) {
            selection.run(path);
        } else {
            for (Object position : selection.positionsSorted(path, sort)) {
                selection.takeSorted(position, get(position));
            }
        }
        return selection;
    }

    long count(Document query, int skip, int limit) {
        return new DocumentSelection(matcher(query), skip, limit, 0).count(plan(query, null, skip, limit));
    }

    private static boolean isDescending(Object direction) {
        return direction instanceof Number n && n.doubleValue() < 0;
    }

    private AccessPath plan(Document query, Document sort, int skip, int limit) {
        long wanted = limit > 0 ? (long) Math.max(0, skip) + limit : 0;
        return QueryPlanner.choose(this, query == null ? EVERYTHING : query, sort, wanted);
    }

    /** Null when everything matches. Each query has its own, because a matcher remembers array positions. */
    static Predicate<Document> matcher(Document query) {
        if (query == null || query.isEmpty()) {
            return null;
        }
        DefaultQueryMatcher matcher = new DefaultQueryMatcher();
        return document -> matcher.matches(document, query);
    }

    /** For a cursor: goes on reading documents of which some may have changed since they were found. */
    PositionCursor.Batch read(List<Object> positions, int count, Document query) {
        Predicate<Document> matches = matcher(query);
        List<Document> batch = new ArrayList<>();
        long size = 0;
        int used = 0;
        for (Object position : positions) {
            byte[] bytes = get(position);
            if (bytes != null) {
                if (!batch.isEmpty() && (batch.size() >= count || size + bytes.length > ReplySize.LIMIT)) {
                    break;
                }
                Document document = BsonBytes.decode(bytes);
                if (matches == null || matches.test(document)) {
                    batch.add(document);
                    size += bytes.length;
                }
            }
            used++;
        }
        return new PositionCursor.Batch(batch, used);
    }
}
