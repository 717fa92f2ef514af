package vn.motcua.database;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Aggregations: what stands at the front of the pipeline is run as a query, so that it can use an index. */
final class AggregateCommand {
    private static final int COMMAND_NOT_SUPPORTED = 115;

    private final StoredDatabase database;
    private final DatabaseResolver databases;
    private final Oplog oplog;

    AggregateCommand(StoredDatabase database, DatabaseResolver databases, Oplog oplog) {
        this.database = database;
        this.databases = databases;
        this.oplog = oplog;
    }

    Document run(String command, Document body) {
        List<Document> pipeline = new ArrayList<>(Aggregation.parse(body.get("pipeline")));
        pipeline.replaceAll(AggregateCommand::withoutAlias);
        if (!pipeline.isEmpty() && pipeline.get(0).containsKey("$changeStream")) {
            throw new MongoServerError(COMMAND_NOT_SUPPORTED, "CommandNotSupported",
                "This server does not support change streams");
        }
        if (!(body.get(command) instanceof String name)) {
            throw new MongoServerError(COMMAND_NOT_SUPPORTED, "CommandNotSupported",
                "This server aggregates only over a collection");
        }
        StoredCollection collection = database.find(name);
        Head head = Head.of(pipeline);
        List<Document> result;
        Aggregation rest = Aggregation.fromPipeline(head.rest, databases, database, collection, oplog);
        rest.validate(body);
        if (collection == null) {
            result = List.of();
        } else if (head.counts() != null) {
            result = counted(collection, head);
        } else {
            QueryParameters query = new QueryParameters(
                new Document("$query", head.match).append("$orderby", head.sort), head.skip, head.limit);
            result = rest.runStages(StreamSupport.stream(collection.handleQuery(query).spliterator(), false));
        }
        return reply(name, result, body);
    }

    private static Document withoutAlias(Document stage) {
        if (stage.containsKey("$set")) {
            return new Document("$addFields", stage.get("$set"));
        }
        if (stage.containsKey("$replaceWith")) {
            return new Document("$replaceRoot", new Document("newRoot", stage.get("$replaceWith")));
        }
        return stage;
    }

    private List<Document> counted(StoredCollection collection, Head head) {
        int count = collection.count(head.match, head.skip, head.limit);
        if (count == 0) {
            return List.of();
        }
        Document group = head.counts();
        String field = group.keySet().stream().filter(name -> !name.equals("_id")).findFirst().orElseThrow();
        return List.of(new Document("_id", group.get("_id")).append(field, count));
    }

    private Document reply(String collection, List<Document> result, Document body) {
        int batch = body.get("cursor") instanceof Document cursor && cursor.get("batchSize") instanceof Number n
            && n.intValue() > 0 ? n.intValue() : ReplySize.DEFAULT_BATCH;
        List<byte[]> encoded = result.stream().map(BsonBytes::encode).toList();
        ResultCursor cursor = new ResultCursor(database.cursors().nextId(), encoded);
        List<Document> first = cursor.isEmpty() ? List.of() : cursor.takeDocuments(batch);
        boolean more = !cursor.isEmpty();
        if (more) {
            database.cursors().add(cursor);
        }
        return new Document("cursor", new Document("id", more ? cursor.getId() : 0L)
            .append("ns", database.namespace(collection)).append("firstBatch", first)).append("ok", 1.0);
    }

    /** The leading $match, $sort, $skip and $limit, in the only order in which a query means the same. */
    private record Head(Document match, Document sort, int skip, int limit, List<Document> rest) {
        static Head of(List<Document> pipeline) {
            int next = 0;
            Document match = new Document();
            Document sort = null;
            int skip = 0;
            int limit = 0;
            if (next < pipeline.size() && pipeline.get(next).get("$match") instanceof Document query) {
                match = query;
                next++;
            }
            if (next < pipeline.size() && pipeline.get(next).get("$sort") instanceof Document order) {
                sort = order;
                next++;
            }
            if (next < pipeline.size() && pipeline.get(next).get("$skip") instanceof Number n && n.intValue() >= 0) {
                skip = n.intValue();
                next++;
            }
            if (next < pipeline.size() && pipeline.get(next).get("$limit") instanceof Number n && n.intValue() > 0) {
                limit = n.intValue();
                next++;
            }
            return new Head(match, sort, skip, limit, pipeline.subList(next, pipeline.size()));
        }

        /** The group stage by which drivers count documents, or null. */
        Document counts() {
            boolean single = rest.size() == 1 && rest.get(0).get("$group") instanceof Document;
            if (!single) {
                return null;
            }
            Document group = (Document) rest.get(0).get("$group");
            boolean constant = group.get("_id") == null || group.get("_id") instanceof Number;
            boolean sum = group.size() == 2 && group.containsKey("_id") && group.values().stream()
                .anyMatch(value -> value instanceof Document d && d.size() == 1 && Integer.valueOf(1).equals(d.get("$sum")));
            return constant && sum ? group : null;
        }
    }
}
