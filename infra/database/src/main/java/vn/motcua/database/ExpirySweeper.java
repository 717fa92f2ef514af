package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Removes documents whose time is up by a TTL index. */
final class ExpirySweeper {
    private final StoreBackend backend;
    private final Journal journal;

    ExpirySweeper(StoreBackend backend, Journal journal) {
        this.backend = backend;
        this.journal = journal;
    }

    void sweep() {
        for (StoredDatabase database : backend.databases()) {
            for (Map.Entry<String, List<IndexDefinition>> entry : database.expiring().entrySet()) {
                StoredCollection collection = database.find(entry.getKey());
                if (collection != null) {
                    entry.getValue().forEach(index -> sweep(collection, index));
                }
            }
        }
    }

    private void sweep(StoredCollection collection, IndexDefinition index) {
        Instant before = Instant.now().minusSeconds(index.expireAfterSeconds());
        Document expired = new Document(index.fields().get(0), new Document("$lt", before));
        if (collection.count(expired, 0, 1) > 0) {
            journal.pinned(() -> journal.write(false, () -> collection.deleteDocuments(expired, 0, NoopOplog.get())));
        }
    }
}
