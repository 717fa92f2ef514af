package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Insert, update and findAndModify answered as clients expect it, where the library's answer differs. */
final class WriteCommands {
    private static final int FAILED_TO_PARSE = 9;

    private WriteCommands() {
    }

    /** The library counts refused documents as inserted. */
    static Document insert(Document body, UnaryOperator<Document> library) {
        Document reply = library.apply(body);
        if (reply.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            boolean ordered = !Boolean.FALSE.equals(body.get("ordered"));
            int sent = ((Collection<?>) body.get("documents")).size();
            reply.put("n", ordered ? ((Document) errors.get(0)).get("index") : (Object) (sent - errors.size()));
        }
        return reply;
    }

    /** The library goes on after the first error of an ordered command. */
    static Document update(Document body, UnaryOperator<Document> library) {
        List<Document> updates = documents(body.get("updates"));
        updates.forEach(update -> {
            ReadCommands.refuseCollation(update);
            refusePipeline(update.get("u"));
            withPositions(update, "q", "u");
        });
        if (updates.size() == 1 || Boolean.FALSE.equals(body.get("ordered"))) {
            return library.apply(body);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
            Document single = body.clone();
            single.put("updates", List.of(updates.get(i)));
            Document reply = library.apply(single);
            matched += ((Number) reply.get("n")).intValue();
            modified += ((Number) reply.get("nModified")).intValue();
            collect(reply.get("upserted"), i, upserted);
            collect(reply.get("writeErrors"), i, errors);
        }
        Document reply = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            reply.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.put("writeErrors", errors);
        }
        return reply.append("ok", 1.0);
    }

    static Document delete(Document body, UnaryOperator<Document> library) {
        documents(body.get("deletes")).forEach(ReadCommands::refuseCollation);
        return library.apply(body);
    }

    private static void collect(Object found, int index, List<Document> into) {
        for (Document each : documents(found)) {
            each.put("index", index);
            into.add(each);
        }
    }

    private static List<Document> documents(Object list) {
        List<Document> result = new ArrayList<>();
        if (list instanceof Collection<?> collection) {
            collection.forEach(each -> result.add((Document) each));
        }
        return result;
    }

    private static void withPositions(Document body, String query, String update) {
        if (body.get(query) instanceof Document selector) {
            body.put(query, PositionalUpdates.selector(selector, body.get(update)));
        }
    }

    private static void refusePipeline(Object update) {
        if (update instanceof Collection) {
            throw new MongoServerError(FAILED_TO_PARSE, "FailedToParse",
                "This server does not support updates by a pipeline");
        }
    }

    static Document findAndModify(Document body, UnaryOperator<Document> library) {
        refusePipeline(body.get("update"));
        withPositions(body, "query", "update");
        return library.apply(body);
    }

    /**
     * The library tells what it has done only when it has updated an existing document.
     *
     * @param addedId of the document that an upsert has inserted, else null
     */
    static Document completeFindAndModify(Document command, Document reply, Object addedId) {
        if (reply.containsKey("lastErrorObject")) {
            return reply;
        }
        boolean remove = Boolean.TRUE.equals(command.get("remove"));
        boolean acted = addedId != null || remove && reply.get("value") != null;
        Document outcome = new Document("n", acted ? 1 : 0);
        if (!remove) {
            outcome.append("updatedExisting", Boolean.FALSE);
        }
        outcome.putIfNotNull("upserted", addedId);
        reply.put("lastErrorObject", outcome);
        return reply;
    }
}
