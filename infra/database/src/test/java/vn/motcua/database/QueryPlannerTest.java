package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryPlannerTest {
    private static final int DOCUMENTS = 1000;
    private final MVStore store = new MVStore.Builder().open();
    private StoredCollection tasks;

    @BeforeEach
    void fillACollection() {
        StoredDatabase database = new StoredDatabase("test", new StoreMaps(store), new OpenCursors(new CursorRegistry()));
        tasks = database.findOrCreate("tasks");
        for (int i = 0; i < DOCUMENTS; i++) {
            tasks.addDocument(new Document("_id", i).append("status", i % 10 == 0 ? "open" : "done").append("dueAt", i / 2)
                .append("groups", List.of("g" + i % 5, "h" + i % 3)).append("code", "c" + i));
        }
        index(database, "status_dueAt", new Document("status", 1).append("dueAt", 1), new Document());
        index(database, "groups_dueAt", new Document("groups", 1).append("dueAt", -1), new Document());
        index(database, "code", new Document("code", 1), new Document("unique", true));
        index(database, "open_code", new Document("code", 1),
            new Document("partialFilterExpression", new Document("status", "open")));
    }

    private void index(StoredDatabase database, String name, Document keys, Document options) {
        Document description = new Document("name", name).append("key", keys).append("ns", "test.tasks");
        description.putAll(options);
        database.addIndex(description);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    private AccessPath plan(Document query, Document sort, int wanted) {
        return QueryPlanner.choose(CollectionView.of(tasks.documents(), tasks.getIndexes()), query, sort, wanted);
    }

    private static String name(AccessPath path) {
        return path instanceof IndexPath found ? found.index().getName() : "documents";
    }

    private static List<Object> read(AccessPath path, int most) {
        List<Object> positions = new ArrayList<>();
        path.scan((position, bytes) -> positions.add(position) && positions.size() < most);
        return positions;
    }

    @Test
    void equalityAndSortAreServedByTheCompoundIndexWithoutSorting() {
        AccessPath path = plan(new Document("status", "done"), new Document("dueAt", -1), 5);
        assertEquals("status_dueAt", name(path));
        assertTrue(path.isSorted());
        assertEquals(List.of(999, 998, 997, 996, 995), read(path, 5));
    }

    @Test
    void aPartialIndexIsUsedOnlyWhereTheQueryImpliesItsFilter() {
        Document code = new Document("code", new Document("$gte", "c9"));
        assertEquals("code", name(plan(code, null, 0)));
        Document openCode = new Document("status", "open");
        openCode.putAll(code);
        assertEquals("open_code", name(plan(openCode, null, 0)));
    }

    @Test
    void severalRangesAreMergedInOrder() {
        Document query = new Document("groups", new Document("$in", List.of("g1", "g2")));
        AccessPath path = plan(query, new Document("dueAt", -1), 4);
        assertEquals("groups_dueAt", name(path));
        assertTrue(path.isSorted());
        assertEquals(List.of(996, 997, 992, 991), read(path, 4));
    }

    @Test
    void aUniqueKeyReadsOneEntry() {
        AccessPath path = plan(new Document("code", "c77"), null, 0);
        assertEquals("code", name(path));
        assertEquals(1, path.estimate());
    }

    @Test
    void theNextPageStartsAtTheRowAndNotAtItsDate() {
        Document after = new Document("$or", List.of(
            new Document("dueAt", new Document("$gt", 250)),
            new Document("dueAt", 250).append("_id", new Document("$gt", 500))));
        Document query = new Document("status", "done");
        query.putAll(after);
        AccessPath path = plan(query, new Document("dueAt", 1).append("_id", 1), 2);
        assertEquals("status_dueAt", name(path));
        assertEquals(List.of(501, 502), read(path, 2));
    }

    @Test
    void aFieldWithArraysIsBoundedByOneConditionOnly() {
        Document query = new Document("groups", new Document("$gt", "g2").append("$lt", "g3"));
        assertEquals(DOCUMENTS, read(plan(query, null, 0), DOCUMENTS * 2).size());
    }

    @Test
    void aSortInAnotherDirectionThanTheIndexIsNotClaimed() {
        AccessPath path = plan(new Document("status", "open"), new Document("dueAt", 1).append("_id", -1), 0);
        assertFalse(path.isSorted());
    }

    @Test
    void anAnchoredExpressionIsARange() {
        assertEquals("nguyen ", RegexPrefix.of(new BsonRegularExpression("^nguyen .*", "")));
        assertEquals("H29.", RegexPrefix.of(new BsonRegularExpression("^H29\\.", "")));
        assertEquals("ab", RegexPrefix.of(new BsonRegularExpression("^abc?", "")));
        assertEquals("", RegexPrefix.of(new BsonRegularExpression("^a|b", "")));
        assertEquals("", RegexPrefix.of(new BsonRegularExpression("^abc", "i")));
        assertEquals("", RegexPrefix.of(new BsonRegularExpression("abc", "")));
        assertInstanceOf(PrimaryPath.class, plan(new Document("status", new BsonRegularExpression("pen", "")), null, 0));
    }

    @Test
    void onlyALexicographicDisjunctionStartsAPage() {
        assertNull(KeysetStart.of(List.of(new Document("a", new Document("$gt", 1)),
            new Document("b", new Document("$gt", 1)))));
        assertNull(KeysetStart.of(List.of(new Document("a", new Document("$gt", 1)),
            new Document("a", 2).append("b", new Document("$gt", 1)))));
        KeysetStart start = KeysetStart.of(List.of(new Document("a", new Document("$lt", 1)),
            new Document("a", 1).append("b", new Document("$lt", 2))));
        assertEquals(List.of("a", "b"), start.fields());
        assertFalse(start.after());
    }
}
