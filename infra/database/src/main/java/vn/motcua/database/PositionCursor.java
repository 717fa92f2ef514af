package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The rest of a query's result. It holds positions and no documents, so that a client which reads a large
 * collection does not fill the server's memory; a document changed or removed meanwhile is read as it is now.
 */
final class PositionCursor extends OpenCursors.Ageing {
    /** Reads documents from a list of positions until count or size of a batch is reached. */
    interface Reader extends BiFunction<List<Object>, Integer, Batch> {
    }

    record Batch(List<Document> documents, int positionsUsed) {
    }

    private final Reader reader;
    private List<Object> positions;

    PositionCursor(long id, List<Object> positions, Reader reader) {
        super(id);
        this.positions = positions;
        this.reader = reader;
    }

    @Override
    public synchronized boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public synchronized List<Document> takeDocuments(int count) {
        touch();
        Batch batch = reader.apply(positions, count > 0 ? count : Integer.MAX_VALUE);
        positions = positions.subList(batch.positionsUsed(), positions.size());
        return batch.documents();
    }
}
