package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** createIndexes and dropIndexes. */
final class IndexCommands {
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int INDEX_KEY_SPECS_CONFLICT = 86;
    private static final int INVALID_OPTIONS = 72;
    private static final int NAMESPACE_NOT_FOUND = 26;

    private final StoredDatabase database;

    IndexCommands(StoredDatabase database) {
        this.database = database;
    }

    Document create(String command, Document body) {
        String name = body.get(command).toString();
        boolean created = database.find(name) == null;
        StoredCollection collection = database.findOrCreate(name);
        int before = collection.getNumIndexes();
        for (Object each : (Collection<?>) body.get("indexes")) {
            Document description = (Document) each;
            IndexDefinition wanted = IndexDefinition.of(description);
            if (!exists(name, collection, wanted)) {
                description.put("ns", database.namespace(name));
                database.addIndex(description);
            }
        }
        int after = collection.getNumIndexes();
        Document reply = new Document("numIndexesBefore", before).append("numIndexesAfter", after)
            .append("createdCollectionAutomatically", created);
        if (before == after) {
            reply.append("note", "all indexes already exist");
        }
        return reply.append("ok", 1.0);
    }

    /** The same index again is no error; another one of the same name, or the same keys with other options, is. */
    private boolean exists(String name, StoredCollection collection, IndexDefinition wanted) {
        if (wanted.fields().equals(List.of("_id"))) {
            return true;
        }
        for (Index<Object> index : collection.getIndexes()) {
            IndexDefinition present = database.definition(name, index.getName());
            boolean sameName = index.getName().equals(wanted.name());
            boolean sameKeys = present.sameKeys(wanted);
            if (sameName && sameKeys && present.sameOptions(wanted)) {
                return true;
            }
            if (sameName) {
                throw new MongoServerError(INDEX_KEY_SPECS_CONFLICT, "IndexKeySpecsConflict",
                    "An existing index has the same name as the requested index but other keys or options: "
                        + wanted.name());
            }
            if (sameKeys && ValueOrder.same(present.partialFilter(), wanted.partialFilter())) {
                throw new MongoServerError(INDEX_OPTIONS_CONFLICT, "IndexOptionsConflict",
                    "Index already exists with a different name: " + present.name());
            }
        }
        return false;
    }

    Document drop(String command, Document body) {
        String name = body.get(command).toString();
        StoredCollection collection = database.find(name);
        if (collection == null) {
            throw new MongoServerError(NAMESPACE_NOT_FOUND, "NamespaceNotFound",
                "ns not found " + database.namespace(name));
        }
        int before = collection.getNumIndexes();
        for (String index : selected(name, collection, body.get("index"))) {
            if (index.equals(PrimaryIndex.NAME)) {
                throw new MongoServerError(INVALID_OPTIONS, "InvalidOptions", "cannot drop _id index");
            }
            database.removeIndex(collection, index);
        }
        return new Document("nIndexesWas", before).append("ok", 1.0);
    }

    private List<String> selected(String name, StoredCollection collection, Object selector) {
        List<String> present = collection.getIndexes().stream().map(Index::getName).toList();
        if ("*".equals(selector)) {
            return present.stream().filter(index -> !index.equals(PrimaryIndex.NAME)).toList();
        }
        if (selector instanceof Document keys) {
            return present.stream().filter(index -> ValueOrder.same(database.definition(name, index).keys(), keys))
                .findFirst().map(List::of).orElseThrow(() -> new IndexNotFoundException(keys));
        }
        List<String> names = new ArrayList<>();
        for (Object each : selector instanceof Collection<?> list ? list : List.of(String.valueOf(selector))) {
            if (!present.contains(each.toString())) {
                throw new IndexNotFoundException("index not found with name [" + each + "]");
            }
            names.add(each.toString());
        }
        return names;
    }
}
