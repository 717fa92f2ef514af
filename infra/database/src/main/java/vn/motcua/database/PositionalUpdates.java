package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;

/**
 * The library finds the place for the positional $ of an update only if the element equals the whole
 * $elemMatch condition; wrapped in $and, the condition is met by an element that has more fields.
 */
final class PositionalUpdates {
    private PositionalUpdates() {
    }

    static Document selector(Document selector, Object update) {
        if (!(update instanceof Document operators) || !isPositional(operators)) {
            return selector;
        }
        Document result = selector.clone();
        selector.forEach((field, condition) -> {
            if (condition instanceof Document d && d.size() == 1 && d.get("$elemMatch") instanceof Document wanted
                && wanted.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
                result.put(field, new Document("$elemMatch", new Document("$and", List.of(wanted))));
            }
        });
        return result;
    }

    private static boolean isPositional(Document operators) {
        return operators.values().stream().anyMatch(change -> change instanceof Map<?, ?> fields
            && fields.keySet().stream().anyMatch(path -> path.toString().contains(".$")));
    }
}
