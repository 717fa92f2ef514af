package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryExtractorTest {
    private static List<List<Object>> tuples(Document document, String... fields) {
        List<List<Object>> result = new ArrayList<>();
        for (Object[] tuple : new EntryExtractor(List.of(fields)).extract(document).tuples()) {
            result.add(Arrays.asList(tuple));
        }
        return result;
    }

    @Test
    void aMissingFieldCountsAsNull() {
        Document document = new Document("a", 1);
        assertEquals(List.of(Arrays.asList(1, null)), tuples(document, "a", "b.c"));
        assertTrue(new EntryExtractor(List.of("a", "b")).extract(document).present());
        assertFalse(new EntryExtractor(List.of("b", "a.x")).extract(document).present());
    }

    @Test
    void anArrayGivesOneTupleForEachElement() {
        Document document = new Document("groups", List.of("x", "y")).append("dueAt", 5);
        assertEquals(List.of(List.of("x", 5), List.of("y", 5)), tuples(document, "groups", "dueAt"));
        EntryExtractor.Entries found = new EntryExtractor(List.of("groups", "dueAt")).extract(document);
        assertTrue(found.multikey()[0]);
        assertFalse(found.multikey()[1]);
    }

    @Test
    void fieldsOfTheSameArrayAreTakenFromTheSameElement() {
        Document document = new Document("parts", List.of(new Document("k", 1).append("v", 10), new Document("k", 2)));
        assertEquals(List.of(Arrays.asList(1, 10), Arrays.asList(2, null)), tuples(document, "parts.k", "parts.v"));
    }

    @Test
    void twoArraysInOneIndexAreRefused() {
        Document document = new Document("a", List.of(1, 2)).append("b", List.of(3));
        assertThrows(CannotIndexParallelArraysError.class, () -> tuples(document, "a", "b"));
    }

    @Test
    void anEmptyArrayCountsAsNullAndNestedArraysAreReported() {
        assertEquals(List.of(Arrays.asList((Object) null)), tuples(new Document("a", List.of()), "a"));
        Document nested = new Document("a", List.of(List.of(1), 2));
        assertTrue(new EntryExtractor(List.of("a")).extract(nested).nested());
    }
}
