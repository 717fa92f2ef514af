package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds what a document contributes to an index: one tuple of field values, or several when a field holds
 * an array (one per element). Fields below the same array are taken from the same element.
 */
final class EntryExtractor {
    /** @param multikey the fields in which an array was met
     *  @param nested whether an array lay inside an array
     *  @param present whether any of the fields exists */
    record Entries(List<Object[]> tuples, boolean[] multikey, boolean nested, boolean present) {
    }

    private final List<String> fields;
    private final String[][] paths;

    EntryExtractor(List<String> fields) {
        this.fields = fields;
        this.paths = fields.stream().map(field -> field.split("\\.", -1)).toArray(String[][]::new);
    }

    Entries extract(Document document) {
        int n = paths.length;
        Collecting found = new Collecting(new boolean[n]);
        Object[] values = new Object[n];
        int[] depths = new int[n];
        Arrays.fill(values, document);
        expand(values, depths, new boolean[n], found);
        return new Entries(found.tuples, found.multikey, found.nested, found.present);
    }

    /** What is collected while one document is walked. */
    private static final class Collecting {
        final List<Object[]> tuples = new ArrayList<>(1);
        final boolean[] multikey;
        boolean nested;
        boolean present;

        Collecting(boolean[] multikey) {
            this.multikey = multikey;
        }
    }

    /**
     * @param values where each field has arrived, and depths how many parts of its path are behind it
     * @param done fields whose value is final even if it is an array (an element of an indexed array)
     */
    private void expand(Object[] values, int[] depths, boolean[] done, Collecting found) {
        Collection<?> array = null;
        int arrayField = -1;
        for (int i = 0; i < values.length; i++) {
            if (done[i]) {
                continue;
            }
            descend(values, depths, i);
            if (values[i] instanceof Collection<?> here) {
                if (array != null && array != here) {
                    throw new CannotIndexParallelArraysError(List.of(last(arrayField), last(i)));
                }
                array = here;
                arrayField = i;
            }
        }
        if (array == null) {
            add(values, found);
            return;
        }
        boolean[] under = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            under[i] = !done[i] && values[i] == array;
            found.multikey[i] |= under[i];
        }
        Collection<?> elements = array.isEmpty() ? Arrays.asList((Object) null) : array;
        for (Object element : elements) {
            found.nested |= element instanceof Collection;
            Object[] nextValues = values.clone();
            boolean[] nextDone = done.clone();
            for (int i = 0; i < values.length; i++) {
                if (under[i]) {
                    nextValues[i] = element;
                    nextDone[i] = depths[i] == paths[i].length;
                }
            }
            expand(nextValues, depths.clone(), nextDone, found);
        }
    }

    private void descend(Object[] values, int[] depths, int field) {
        String[] path = paths[field];
        while (depths[field] < path.length) {
            Object here = values[field];
            String name = path[depths[field]];
            if (here instanceof Document document) {
                values[field] = document.getOrMissing(name);
            } else if (here instanceof List<?> list && isPosition(name)) {
                int position = Integer.parseInt(name);
                values[field] = position < list.size() ? list.get(position) : Missing.getInstance();
            } else if (here instanceof Collection) {
                return;
            } else {
                values[field] = Missing.getInstance();
                depths[field] = path.length;
                return;
            }
            depths[field]++;
        }
    }

    private static boolean isPosition(String name) {
        return name.length() < 10 && !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void add(Object[] values, Collecting found) {
        Object[] tuple = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean missing = values[i] instanceof Missing;
            found.present |= !missing;
            tuple[i] = missing ? null : values[i];
        }
        found.tuples.add(tuple);
    }

    private String last(int field) {
        String[] path = paths[field];
        return path.length == 0 ? fields.get(field) : path[path.length - 1];
    }
}
