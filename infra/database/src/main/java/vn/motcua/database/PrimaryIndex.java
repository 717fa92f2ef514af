package vn.motcua.database;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.h2.mvstore.MVMap;

/** The index on _id. It has no entries of its own, because the documents are stored under their _id. */
final class PrimaryIndex extends Index<Object> {
    static final String NAME = "_id_";

    PrimaryIndex(List<IndexKey> keys) {
        super(NAME, keys, false);
    }

    static Object positionOf(Document document) {
        return Missing.ofNullable(document.get("_id"));
    }

    private static MVMap<Object, byte[]> documents(MongoCollection<Object> collection) {
        return ((StoredCollection) collection).documents();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        ((StoredCollection) collection).encoded().prepare(document);
        if (documents(collection).containsKey(positionOf(document))) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        ((StoredCollection) collection).encoded().prepare(after);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
    }

    @Override
    public Object remove(Document document) {
        return positionOf(document);
    }

    @Override
    public Object getPosition(Document document) {
        return positionOf(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false; // QueryPlanner decides, see StoredCollection
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return 0;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
    }

    @Override
    public void drop() {
    }

    @Override
    public boolean isUnique() {
        return true;
    }
}
