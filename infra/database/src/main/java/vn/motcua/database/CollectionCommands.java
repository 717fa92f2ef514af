package vn.motcua.database;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Creating and listing collections. */
final class CollectionCommands {
    private static final int INVALID_OPTIONS = 72;
    private static final Set<String> REFUSED = Set.of("validator", "timeseries", "viewOn", "clusteredIndex",
        "changeStreamPreAndPostImages", "encryptedFields");

    private CollectionCommands() {
    }

    static Document create(Document body, UnaryOperator<Document> library) {
        for (String option : REFUSED) {
            if (body.containsKey(option)) {
                throw new MongoServerError(INVALID_OPTIONS, "InvalidOptions",
                    "This server does not support the collection option '" + option + "'");
            }
        }
        return library.apply(body);
    }

    /** The library ignores the filter. */
    static Document list(Document body, UnaryOperator<Document> library) {
        Document reply = library.apply(body);
        if (body.get("filter") instanceof Document filter && !filter.isEmpty()) {
            Document cursor = (Document) reply.get("cursor");
            DefaultQueryMatcher matcher = new DefaultQueryMatcher();
            List<Document> kept = new ArrayList<>();
            for (Object each : (Collection<?>) cursor.get("firstBatch")) {
                if (matcher.matches((Document) each, filter)) {
                    kept.add((Document) each);
                }
            }
            cursor.put("firstBatch", kept);
        }
        return reply;
    }
}
