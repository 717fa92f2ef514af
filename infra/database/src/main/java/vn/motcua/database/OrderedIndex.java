package vn.motcua.database;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;

/**
 * A secondary index as a B-tree map. Unique: (fields) → position. Otherwise: (fields, position) → true.
 * Whatever can be refused is refused by the check methods, before anything has been changed.
 */
final class OrderedIndex extends Index<Object> {
    private final IndexDefinition definition;
    private final MVMap<Object[], Object> entries;
    private final EntryType order;
    private final IndexTraits traits;
    private final EntryExtractor extractor;

    OrderedIndex(IndexDefinition definition, MVMap<Object[], Object> entries, IndexTraits traits) {
        super(definition.name(), definition.indexKeys(), definition.sparse());
        this.definition = definition;
        this.entries = entries;
        this.order = (EntryType) entries.getKeyType();
        this.traits = traits;
        this.extractor = new EntryExtractor(definition.fields());
    }

    IndexDefinition definition() {
        return definition;
    }

    MVMap<Object[], Object> entries() {
        return entries;
    }

    EntryType order() {
        return order;
    }

    IndexTraits traits() {
        return traits;
    }

    private EntryExtractor.Entries extract(Document document) {
        if (definition.partialFilter() != null
            && !new DefaultQueryMatcher().matches(document, definition.partialFilter())) {
            return null;
        }
        EntryExtractor.Entries found = extractor.extract(document);
        return definition.sparse() && !found.present() ? null : found;
    }

    private TreeSet<Object[]> entriesOf(Document document) {
        TreeSet<Object[]> result = new TreeSet<>(order);
        EntryExtractor.Entries found = extract(document);
        if (found == null) {
            return result;
        }
        traits.observe(found.multikey(), found.nested());
        for (Object[] tuple : found.tuples()) {
            result.add(definition.unique() ? tuple : withPosition(tuple, document));
        }
        return result;
    }

    private static Object[] withPosition(Object[] tuple, Document document) {
        Object[] entry = Arrays.copyOf(tuple, tuple.length + 1);
        entry[tuple.length] = document.get("_id");
        return entry;
    }

    /** The document that the given entry leads to. */
    Object positionOf(Object[] entry, Object value) {
        return definition.unique() ? value : entry[entry.length - 1];
    }

    private void check(Document document, Object own, MongoCollection<Object> collection) {
        EntryExtractor.Entries found = extract(document);
        if (found == null || !definition.unique()) {
            return;
        }
        for (Object[] tuple : found.tuples()) {
            Object holder = entries.get(tuple);
            if (holder != null && (own == null || !ValueOrder.same(holder, own))) {
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(tuple));
            }
        }
    }

    /** Fills a new index; a duplicate leaves it empty and is reported as the reason. */
    void build(Iterable<Document> documents, MongoCollection<Object> collection) {
        entries.clear();
        try {
            for (Document document : documents) {
                check(document, null, collection);
                add(document, PrimaryIndex.positionOf(document), collection);
            }
        } catch (MongoServerError e) {
            entries.clear();
            throw new IndexBuildFailedException(e, collection);
        }
        traits.markBuilt();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        check(document, null, collection);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        check(after, PrimaryIndex.positionOf(before), collection);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        for (Object[] entry : entriesOf(document)) {
            put(entry, position);
        }
    }

    private void put(Object[] entry, Object position) {
        entries.put(entry, definition.unique() ? position : Boolean.TRUE);
    }

    @Override
    public Object remove(Document document) {
        for (Object[] entry : entriesOf(document)) {
            entries.remove(entry);
        }
        return PrimaryIndex.positionOf(document);
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        TreeSet<Object[]> old = entriesOf(before);
        TreeSet<Object[]> now = entriesOf(after);
        for (Object[] entry : old) {
            if (!now.contains(entry)) {
                entries.remove(entry);
            }
        }
        for (Object[] entry : now) {
            if (!old.contains(entry)) {
                put(entry, position);
            }
        }
    }

    @Override
    public Object getPosition(Document document) {
        return PrimaryIndex.positionOf(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false; // QueryPlanner decides, see StoredCollection
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    List<String> fields() {
        return definition.fields();
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return definition.unique();
    }

    @Override
    public void drop() {
        traits.forget();
    }
}
