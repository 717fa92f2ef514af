package vn.motcua.database;

import java.util.List;
import java.util.Map;

/**
 * What an index has learnt about its data, kept in the store: whether it is complete, and which fields have
 * held arrays. Arrays are never unlearnt; that costs at most a slower plan.
 */
final class IndexTraits {
    private static final String NESTED = "nested";
    private final Map<String, String> kept;
    private final String prefix;
    private final boolean[] multikey;
    private boolean nested;
    private boolean built;

    IndexTraits(Map<String, String> kept, String indexName, int fields) {
        this.kept = kept;
        this.prefix = indexName + "/";
        this.multikey = new boolean[fields];
        for (int i = 0; i < fields; i++) {
            multikey[i] = kept.containsKey(prefix + "array" + i);
        }
        this.nested = kept.containsKey(prefix + NESTED);
        this.built = kept.containsKey(prefix + "built");
    }

    void observe(boolean[] arrays, boolean nestedArrays) {
        for (int i = 0; i < multikey.length; i++) {
            if (arrays[i] && !multikey[i]) {
                multikey[i] = true;
                kept.put(prefix + "array" + i, "yes");
            }
        }
        if (nestedArrays && !nested) {
            nested = true;
            kept.put(prefix + NESTED, "yes");
        }
    }

    boolean isMultikey(int field) {
        return multikey[field];
    }

    boolean isMultikey() {
        for (boolean field : multikey) {
            if (field) {
                return true;
            }
        }
        return false;
    }

    /** The query engine looks into arrays inside arrays in ways an index does not follow. */
    boolean hasNestedArrays() {
        return nested;
    }

    boolean isBuilt() {
        return built;
    }

    void markBuilt() {
        built = true;
        kept.put(prefix + "built", "yes");
    }

    void forget() {
        List.copyOf(kept.keySet()).stream().filter(key -> key.startsWith(prefix)).forEach(kept::remove);
    }
}
