package vn.motcua.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * Documents under their _id as BSON bytes: nothing mutable is shared between requests, and the store writes
 * bytes without looking into them. One writer at a time; readers see the state after the last finished write.
 */
final class StoredCollection extends AbstractMongoCollection<Object> {
    private static final int QUERY_PLAN_KILLED = 175;
    private static final Document EVERYTHING = new Document();

    private final MVMap<Object, byte[]> documents;
    private final OpenCursors cursors;
    private final ReentrantLock writer = new ReentrantLock();
    private final IdPolicy idPolicy = new IdPolicy();
    private volatile CollectionView published;
    // what follows belongs to the running write
    private final EncodedDocument encoded = new EncodedDocument();
    private Object addedId;
    private boolean onlyOne;
    private volatile boolean dropped;

    StoredCollection(MongoDatabase database, String name, CollectionOptions options, OpenCursors cursors,
                     MVMap<Object, byte[]> documents) {
        super(database, name, options, cursors.registry());
        this.documents = documents;
        this.cursors = cursors;
        publish();
    }

    MVMap<Object, byte[]> documents() {
        return documents;
    }

    EncodedDocument encoded() {
        return encoded;
    }

    private void publish() {
        published = CollectionView.of(documents, getIndexes());
    }

    private CollectionView view() {
        return writer.isHeldByCurrentThread() ? CollectionView.of(documents, getIndexes()) : published;
    }

    /** After pages have been moved: a view taken before would look for them at their old place. */
    void refresh() {
        writer.lock();
        try {
            if (!dropped) {
                publish();
            }
        } finally {
            writer.unlock();
        }
    }

    private <T> T writing(Supplier<T> work) {
        writer.lock();
        try {
            if (dropped) {
                throw new MongoServerError(QUERY_PLAN_KILLED, "QueryPlanKilled", "The collection has been dropped");
            }
            return work.get();
        } finally {
            if (writer.getHoldCount() == 1 && !dropped) {
                publish();
            }
            writer.unlock();
        }
    }

    private void change(Runnable work) {
        writing(() -> {
            work.run();
            return null;
        });
    }

    // ---- reading

    @Override
    protected QueryResult queryDocuments(Document query, Document sort, int skip, int limit, int batch, Document fields) {
        if (dropped) {
            return new QueryResult();
        }
        boolean forUpdate = onlyOne && writer.isHeldByCurrentThread();
        DocumentSelection selection = view().select(query, sort, skip, forUpdate ? 1 : limit, batch);
        List<Document> first = projected(selection.first(), fields);
        if (selection.rest().isEmpty()) {
            return new QueryResult(first);
        }
        PositionCursor cursor = new PositionCursor(cursors.nextId(), selection.rest(), (positions, count) -> {
            PositionCursor.Batch found = published.read(dropped ? List.of() : positions, count, query);
            int used = dropped ? positions.size() : found.positionsUsed();
            return new PositionCursor.Batch(projected(found.documents(), fields), used);
        });
        cursors.add(cursor);
        return new QueryResult(first, cursor);
    }

    private List<Document> projected(List<Document> found, Document fields) {
        if (fields == null || fields.isEmpty()) {
            return found;
        }
        return matchDocumentsFromStream(found.stream(), EVERYTHING, null, 0, 0, 0, fields).collectDocuments();
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document sort, int skip, int limit, int batch, Document fields) {
        return queryDocuments(query, sort, skip, limit, batch, fields);
    }

    @Override
    public int count(Document query, int skip, int limit) {
        if (query == null || query.isEmpty() || dropped) {
            return super.count(EVERYTHING, skip, limit);
        }
        return (int) view().count(query, skip, limit);
    }

    @Override
    public int count() {
        return dropped ? 0 : (int) Math.min(Integer.MAX_VALUE, view().size());
    }

    @Override
    public boolean isEmpty() {
        return count() == 0;
    }

    @Override
    protected Document getDocument(Object position) {
        throw new UnsupportedOperationException(); // asked only by the library's own indexes
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
            .map(entry -> new DocumentWithPosition<>(BsonBytes.decode(entry.getValue()), entry.getKey()));
    }

    // ---- writing

    @Override
    public void addDocument(Document document) {
        change(() -> {
            encoded.forget();
            if ("_id".equals(getIdField())) {
                idPolicy.apply(document);
            }
            super.addDocument(document);
            addedId = document.get("_id");
        });
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        // only the library's own list of indexes has no _id; there the order of creation is kept
        Object position = getIdField() == null ? TimeOrderedIds.next()
            : Missing.ofNullable(document.get(getIdField()));
        documents.put(position, encoded.take(document));
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        documents.put(position, encoded.take(after));
    }

    @Override
    public void removeDocument(Document document) {
        change(() -> super.removeDocument(document));
    }

    @Override
    protected void removeDocument(Object position) {
        documents.remove(position);
    }

    @Override
    public List<Document> insertDocuments(List<Document> added, boolean ordered) {
        return writing(() -> super.insertDocuments(added, ordered));
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return writing(() -> super.deleteDocuments(selector, limit, oplog));
    }

    @Override
    public Document updateDocuments(Document selector, Document update, ArrayFilters filters, boolean multi,
                                    boolean upsert, Oplog oplog) {
        return writing(() -> idPolicy.during(selector, update, () -> {
            onlyOne = !multi; // the library would read all matches to change the first
            try {
                return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
            } finally {
                onlyOne = false;
                encoded.forget();
            }
        }));
    }

    @Override
    public Document findAndModify(Document command) {
        Document selector = command.get("query") instanceof Document query ? query : EVERYTHING;
        Document update = command.get("update") instanceof Document document ? document : EVERYTHING;
        return writing(() -> {
            addedId = null;
            Document reply = idPolicy.during(selector, update, () -> super.findAndModify(command));
            return WriteCommands.completeFindAndModify(command, reply, addedId);
        });
    }

    // ---- structure

    @Override
    public void addIndex(Index<Object> index) {
        change(() -> {
            if (index instanceof OrderedIndex ordered && !ordered.traits().isBuilt()) {
                ordered.build(() -> documents.values().stream().map(BsonBytes::decode).iterator(), this);
            }
            getIndexes().add(index);
        });
    }

    @Override
    public void dropIndex(String name) {
        change(() -> super.dropIndex(name));
    }

    /** Reads that have begun go on with the view they have; what comes later finds nothing. */
    void retire(Runnable removeMaps) {
        change(() -> {
            dropped = true;
            getIndexes().clear();
            removeMaps.run();
        });
    }

    @Override
    protected boolean tracksDataSize() {
        return false; // counted when asked for; a counter would cost a page with every commit
    }

    @Override
    protected void updateDataSize(int delta) {
    }

    @Override
    protected int getDataSize() {
        long size = 0;
        for (byte[] bytes : documents.values()) {
            size += bytes.length;
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
