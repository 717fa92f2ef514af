package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bounds a query sets on each field, gathered once and combined per index. */
final class QueryConditions {
    private final Document query;
    private final Map<String, List<Bounds>> direct = new HashMap<>();
    private final Map<String, Object> equalities = new HashMap<>();
    private final List<Document> disjunctions = new ArrayList<>();

    QueryConditions(Document query) {
        this.query = query;
        collect(query);
    }

    private void collect(Document part) {
        part.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(each -> {
                    if (each instanceof Document document) {
                        collect(document);
                    }
                });
            } else if (field.equals("$or") && condition instanceof Collection<?>) {
                disjunctions.add(new Document(field, condition));
            } else if (!field.startsWith("$")) {
                direct.computeIfAbsent(field, f -> new ArrayList<>()).addAll(Bounds.ofCondition(condition));
                equalities.put(field, condition);
            }
        });
    }

    Document query() {
        return query;
    }

    /**
     * Null when the field is free. For a field that may hold arrays only one of several bounds is used,
     * because each may be met by another element.
     */
    Bounds of(String field, boolean multikey) {
        Bounds result = null;
        for (Bounds bounds : direct.getOrDefault(field, List.of())) {
            if (result == null || multikey && !result.isPoints() && bounds.isPoints()) {
                result = bounds;
            } else if (!multikey) {
                result = result.and(bounds);
            }
        }
        if (multikey) {
            return result;
        }
        for (Document disjunction : disjunctions) {
            Bounds around = around((Collection<?>) disjunction.get("$or"), field);
            if (around != null) {
                result = result == null ? around : result.and(around);
            }
        }
        return result;
    }

    private static Bounds around(Collection<?> branches, String field) {
        Bounds around = null;
        for (Object branch : branches) {
            Bounds bounds = branch instanceof Document document ? new QueryConditions(document).of(field, false) : null;
            if (bounds == null) {
                return null;
            }
            around = around == null ? bounds : around.or(bounds);
        }
        return around;
    }

    /** Whether every document that matches the query is certainly in a partial index with this filter. */
    boolean implies(Document filter) {
        return filter.entrySet().stream().allMatch(entry -> {
            String field = entry.getKey();
            if (!equalities.containsKey(field)) {
                return false;
            }
            Object asked = equalities.get(field);
            return ValueOrder.same(asked, entry.getValue())
                || isExistence(entry.getValue()) && Bounds.isPlain(asked) && asked != null
                || asked instanceof Document operators && operators.containsKey("$eq")
                    && ValueOrder.same(operators.get("$eq"), entry.getValue());
        });
    }

    private static boolean isExistence(Object condition) {
        return condition instanceof Document operators && operators.size() == 1
            && Boolean.TRUE.equals(operators.get("$exists"));
    }

    /** The start of a page, when one of the query's disjunctions says "after this row". */
    KeysetStart keysetStart() {
        for (Document disjunction : disjunctions) {
            KeysetStart start = KeysetStart.of((Collection<?>) disjunction.get("$or"));
            if (start != null) {
                return start;
            }
        }
        return null;
    }
}
