package vn.motcua.database;

import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;

/** The names and types of the maps in the store; both are part of the file format. */
final class StoreMaps {
    private static final String DOCUMENTS = "d:";
    private static final String TRAITS = "t:";
    private static final String INDEX = "i:";

    private final MVStore store;

    StoreMaps(MVStore store) {
        this.store = store;
    }

    private static String name(String kind, String database, String collection) {
        return kind + database + "." + collection;
    }

    private static String indexName(String database, String collection, String index) {
        return name(INDEX, database, collection) + "/" + index;
    }

    MVMap<Object, byte[]> documents(String database, String collection) {
        return store.openMap(name(DOCUMENTS, database, collection), new MVMap.Builder<Object, byte[]>()
            .keyType(PositionType.INSTANCE).valueType(DocumentType.INSTANCE));
    }

    MVMap<String, String> traits(String database, String collection) {
        return store.openMap(name(TRAITS, database, collection), new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE).valueType(StringDataType.INSTANCE));
    }

    MVMap<Object[], Object> index(String database, String collection, IndexDefinition definition) {
        return store.openMap(indexName(database, collection, definition.name()), new MVMap.Builder<Object[], Object>()
            .keyType(new EntryType(definition.descending())).valueType(PositionType.INSTANCE));
    }

    void removeIndex(String database, String collection, String index) {
        store.removeMap(indexName(database, collection, index));
    }

    void removeCollection(String database, String collection) {
        store.removeMap(name(DOCUMENTS, database, collection));
        store.removeMap(name(TRAITS, database, collection));
    }

    /** The maps stay the same objects under a new name; they are all open, since their collection is. */
    void renameCollection(String database, String from, String to, List<String> indexes) {
        rename(name(DOCUMENTS, database, from), name(DOCUMENTS, database, to));
        rename(name(TRAITS, database, from), name(TRAITS, database, to));
        for (String index : indexes) {
            rename(indexName(database, from, index), indexName(database, to, index));
        }
    }

    private void rename(String from, String to) {
        store.renameMap(store.openMap(from), to);
    }

    Stream<String> databaseNames() {
        return store.getMapNames().stream().filter(name -> name.startsWith(DOCUMENTS))
            .map(name -> name.substring(DOCUMENTS.length(), name.indexOf('.'))).distinct();
    }

    long fileSize() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }
}
