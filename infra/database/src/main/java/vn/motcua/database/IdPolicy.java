package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives documents without an _id a time-ordered one. For an upsert the library has already put in a random
 * _id when the document arrives here; it is replaced unless query or update name an _id themselves.
 */
final class IdPolicy {
    private boolean replaceGenerated;

    <T> T during(Document selector, Document update, Supplier<T> work) {
        replaceGenerated = !mentionsId(selector) && !mentionsId(update);
        try {
            return work.get();
        } finally {
            replaceGenerated = false;
        }
    }

    private static boolean mentionsId(Object part) {
        if (part instanceof Map<?, ?> map) {
            return map.containsKey("_id") || map.values().stream().anyMatch(IdPolicy::mentionsId);
        }
        return part instanceof Collection<?> list && list.stream().anyMatch(IdPolicy::mentionsId);
    }

    void apply(Document document) {
        if (document.containsKey("_id") && !replaceGenerated) {
            return;
        }
        Document rest = document.clone();
        document.clear();
        document.put("_id", TimeOrderedIds.next());
        rest.forEach(document::putIfAbsent);
    }
}
