package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.function.UnaryOperator;

/** What the library leaves open about reading. */
final class ReadCommands {
    private static final int INVALID_OPTIONS = 72;

    private ReadCommands() {
    }

    static Document find(StoredDatabase database, Document body, UnaryOperator<Document> library) {
        if (body.get("limit") instanceof Number limit && limit.longValue() < 0) {
            body.put("limit", Math.abs(limit.intValue()));
            body.put("singleBatch", Boolean.TRUE);
        }
        // without a batch size the library would answer with everything at once
        boolean single = Boolean.TRUE.equals(body.get("singleBatch"));
        int asked = body.get("batchSize") instanceof Number n ? n.intValue() : ReplySize.DEFAULT_BATCH;
        body.put("batchSize", asked > 0 ? asked : ReplySize.DEFAULT_BATCH);
        Document reply = library.apply(body);
        if (single && reply.get("cursor") instanceof Document cursor) {
            database.cursors().close(((Number) cursor.get("id")).longValue());
            cursor.put("id", 0L);
        }
        return reply;
    }

    /** An ignored collation would give wrong results without a word. */
    static void refuseCollation(Document body) {
        if (body.get("collation") instanceof Document collation && !collation.isEmpty()
            && !"simple".equals(collation.get("locale"))) {
            throw new MongoServerError(INVALID_OPTIONS, "InvalidOptions", "This server does not support collation");
        }
    }
}
