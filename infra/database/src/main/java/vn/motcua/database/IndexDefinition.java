package vn.motcua.database;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What createIndexes asked for. Options that would have to be ignored are refused instead. */
record IndexDefinition(String name, Document keys, boolean unique, boolean sparse, Document partialFilter,
                       Long expireAfterSeconds) {
    private static final int CANNOT_CREATE_INDEX = 67;
    private static final Set<String> REFUSED = Set.of("collation", "wildcardProjection", "weights", "bucketSize");

    static IndexDefinition of(Document description) {
        for (String option : REFUSED) {
            if (description.containsKey(option)) {
                throw refused("This server does not support the index option '" + option + "'");
            }
        }
        if (!(description.get("key") instanceof Document keys) || keys.isEmpty()) {
            throw refused("Index keys cannot be empty");
        }
        if (!(description.get("name") instanceof String name) || name.isEmpty()) {
            throw refused("Index name is missing");
        }
        for (Map.Entry<String, Object> key : keys.entrySet()) {
            boolean direction = key.getValue() instanceof Number n && n.doubleValue() != 0;
            if (!direction || key.getKey().contains("$") || key.getKey().isEmpty()) {
                throw refused("This server does not support an index of kind '" + key.getValue() + "' on '"
                    + key.getKey() + "'");
            }
        }
        return new IndexDefinition(name, keys, Utils.isTrue(description.get("unique")),
            Utils.isTrue(description.get("sparse")), partialFilter(description), expiry(description, keys));
    }

    private static Document partialFilter(Document description) {
        if (!(description.get("partialFilterExpression") instanceof Document filter)) {
            return null;
        }
        if (filter.keySet().stream().anyMatch(field -> field.startsWith("$"))) {
            throw refused("This server supports only conditions on fields in a partialFilterExpression");
        }
        return filter;
    }

    private static Long expiry(Document description, Document keys) {
        if (!(description.get("expireAfterSeconds") instanceof Number seconds)) {
            return null;
        }
        if (keys.size() != 1) {
            throw refused("TTL indexes are single-field indexes, compound indexes do not support TTL");
        }
        return seconds.longValue();
    }

    private static MongoServerError refused(String why) {
        return new MongoServerError(CANNOT_CREATE_INDEX, "CannotCreateIndex", why);
    }

    List<String> fields() {
        return new ArrayList<>(keys.keySet());
    }

    List<IndexKey> indexKeys() {
        List<IndexKey> result = new ArrayList<>();
        keys.forEach((field, direction) -> result.add(new IndexKey(field, ((Number) direction).doubleValue() > 0)));
        return result;
    }

    boolean[] descending() {
        boolean[] result = new boolean[keys.size()];
        int i = 0;
        for (Object direction : keys.values()) {
            result[i++] = ((Number) direction).doubleValue() < 0;
        }
        return result;
    }

    boolean sameKeys(IndexDefinition other) {
        if (!fields().equals(other.fields())) {
            return false;
        }
        return Arrays.equals(descending(), other.descending());
    }

    boolean sameOptions(IndexDefinition other) {
        return unique == other.unique && sparse == other.sparse
            && Objects.equals(expireAfterSeconds, other.expireAfterSeconds)
            && ValueOrder.same(partialFilter, other.partialFilter);
    }
}
