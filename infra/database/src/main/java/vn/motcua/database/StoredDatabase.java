package vn.motcua.database;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IllegalOperationException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One database: its collections, and the definitions of their indexes. */
final class StoredDatabase extends AbstractMongoDatabase<Object> {
    private static final String INDEXES = "system.indexes";

    private final StoreMaps maps;
    private final OpenCursors cursors;
    /** By collection and index name; the library passes on only part of a definition when it opens an index. */
    private final Map<String, IndexDefinition> definitions = new ConcurrentHashMap<>();

    StoredDatabase(String name, StoreMaps maps, OpenCursors cursors) {
        super(name, cursors.registry());
        this.maps = maps;
        this.cursors = cursors;
        for (byte[] bytes : maps.documents(name, INDEXES).values()) {
            Document description = BsonBytes.decode(bytes);
            String namespace = description.get("ns").toString();
            define(namespace.substring(name.length() + 1), IndexDefinition.of(description));
        }
        initializeNamespacesAndIndexes();
    }

    private static String key(String collection, String index) {
        return collection + "\n" + index;
    }

    private void define(String collection, IndexDefinition definition) {
        definitions.put(key(collection, definition.name()), definition);
    }

    IndexDefinition definition(String collection, String index) {
        return definitions.get(key(collection, index));
    }

    /** Null when there is none of this name. */
    StoredCollection find(String collection) {
        return (StoredCollection) resolveCollection(collection, false);
    }

    StoredCollection findOrCreate(String collection) {
        return (StoredCollection) resolveOrCreateCollection(collection);
    }

    List<StoredCollection> userCollections() {
        StoredCollection namespaces = find("system.namespaces");
        return namespaces.queryAllAsStream()
            .map(document -> document.get("name").toString().substring(databaseName.length() + 1))
            .filter(name -> !name.startsWith("system.")).map(this::find).filter(found -> found != null).toList();
    }

    void refreshViews() {
        userCollections().forEach(StoredCollection::refresh);
        find("system.namespaces").refresh();
        if (indexes.get() instanceof StoredCollection collection) {
            collection.refresh();
        }
    }

    OpenCursors cursors() {
        return cursors;
    }

    String namespace(String collection) {
        return getFullCollectionNamespace(collection);
    }

    @Override
    public Document handleCommand(Channel channel, String command, Document body, DatabaseResolver databases,
                                  Oplog oplog) {
        UnaryOperator<Document> library = part -> super.handleCommand(channel, command, part, databases, oplog);
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "find" -> ReadCommands.find(this, body, library);
            case "aggregate" -> new AggregateCommand(this, databases, oplog).run(command, body);
            case "insert" -> WriteCommands.insert(body, library);
            case "update" -> WriteCommands.update(body, library);
            case "delete" -> WriteCommands.delete(body, library);
            case "findandmodify" -> WriteCommands.findAndModify(body, library);
            case "createindexes" -> new IndexCommands(this).create(command, body);
            case "dropindexes" -> new IndexCommands(this).drop(command, body);
            case "create" -> CollectionCommands.create(body, library);
            case "listcollections" -> CollectionCommands.list(body, library);
            default -> library.apply(body);
        };
    }

    @Override
    protected synchronized MongoCollection<Object> resolveOrCreateCollection(String collection) {
        return super.resolveOrCreateCollection(collection);
    }

    @Override
    public synchronized MongoCollection<Object> createCollectionOrThrowIfExists(String collection,
                                                                                CollectionOptions options) {
        return super.createCollectionOrThrowIfExists(collection, options);
    }

    @Override
    protected synchronized MongoCollection<Object> getOrCreateIndexesCollection() {
        return super.getOrCreateIndexesCollection();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StoredCollection(this, collection, options, cursors,
            maps.documents(databaseName, collection));
    }

    /** Called by the library for the _id index of a new collection, and by IndexCommands. */
    @Override
    protected synchronized void addIndex(Document description) {
        String namespace = description.get("ns").toString();
        String collection = namespace.substring(databaseName.length() + 1);
        IndexDefinition definition = IndexDefinition.of(description);
        define(collection, definition);
        try {
            super.addIndex(description);
        } catch (RuntimeException e) {
            forget(collection, definition.name());
            throw e;
        }
    }

    private void forget(String collection, String index) {
        if (definitions.remove(key(collection, index)) != null && !index.equals(PrimaryIndex.NAME)) {
            maps.removeIndex(databaseName, collection, index);
        }
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys,
                                                    boolean sparse) {
        return index.equals(PrimaryIndex.NAME) ? new PrimaryIndex(keys) : openOrdered(collection, index);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(String collection, String index, List<IndexKey> keys,
                                                       boolean sparse) {
        return openOrdered(collection, index);
    }

    private Index<Object> openOrdered(String collection, String index) {
        IndexDefinition definition = definition(collection, index);
        Map<String, String> traits = maps.traits(databaseName, collection);
        return new OrderedIndex(definition, maps.index(databaseName, collection, definition),
            new IndexTraits(traits, index, definition.keys().size()));
    }

    /** Removes one index with its description; the library's own way forgets those of other collections as well. */
    synchronized void removeIndex(StoredCollection collection, String index) {
        collection.dropIndex(index);
        indexes.get().deleteDocuments(new Document("ns", collection.getFullName()).append("name", index), 0);
        forget(collection.getCollectionName(), index);
    }

    @Override
    public synchronized void dropCollection(String name, Oplog oplog) {
        StoredCollection collection = (StoredCollection) resolveCollection(name, true);
        List<String> names = collection.getIndexes().stream().map(Index::getName).toList();
        collection.retire(() -> {
            names.forEach(index -> forget(name, index));
            maps.removeCollection(databaseName, name);
        });
        if (indexes.get() != null && !name.startsWith("system.")) {
            indexes.get().deleteDocuments(new Document("ns", collection.getFullName()), 0);
        }
        if (!name.equals("system.namespaces")) {
            unregisterCollection(name);
        }
    }

    @Override
    public synchronized void moveCollection(MongoDatabase from, MongoCollection<?> collection, String to) {
        if (from != this) {
            throw new IllegalOperationException("This server does not move a collection to another database");
        }
        String old = collection.getCollectionName();
        List<String> names = collection.getIndexes().stream().map(Index::getName)
            .filter(index -> !index.equals(PrimaryIndex.NAME)).toList();
        maps.renameCollection(databaseName, old, to, names);
        for (String index : collection.getIndexes().stream().map(Index::getName).toList()) {
            define(to, definitions.remove(key(old, index)));
        }
        super.moveCollection(from, collection, to);
    }

    // the last error per connection is a relic of old clients; keeping it would cost memory and a lock

    @Override
    protected void clearLastStatus(Channel channel) {
    }

    @Override
    protected void putLastResult(Channel channel, Document result) {
    }

    @Override
    protected long getFileSize() {
        return maps.fileSize();
    }

    @Override
    protected long getStorageSize() {
        return maps.fileSize();
    }

    /** The definitions that let documents expire, by collection. */
    Map<String, List<IndexDefinition>> expiring() {
        Map<String, List<IndexDefinition>> result = new ConcurrentHashMap<>();
        definitions.forEach((key, definition) -> {
            if (definition.expireAfterSeconds() != null) {
                result.computeIfAbsent(key.substring(0, key.indexOf('\n')), c -> new ArrayList<>()).add(definition);
            }
        });
        return result;
    }
}
