package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The rest of an aggregation's result, kept encoded until it is fetched. */
final class ResultCursor extends OpenCursors.Ageing {
    private List<byte[]> documents;

    ResultCursor(long id, List<byte[]> documents) {
        super(id);
        this.documents = documents;
    }

    @Override
    public synchronized boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    public synchronized List<Document> takeDocuments(int count) {
        touch();
        List<Document> batch = new ArrayList<>();
        long size = 0;
        for (byte[] bytes : documents) {
            size += bytes.length;
            boolean full = count > 0 && batch.size() >= count || size > ReplySize.LIMIT;
            if (full && !batch.isEmpty()) {
                break;
            }
            batch.add(BsonBytes.decode(bytes));
        }
        documents = documents.subList(batch.size(), documents.size());
        return batch;
    }
}
