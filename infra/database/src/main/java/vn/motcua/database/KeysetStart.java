package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Recognises the condition by which a list continues after its last row,
 * {@code $or: [{a: {$gt: x}}, {a: x, b: {$gt: y}}]}, so that a page starts reading at (x, y) instead of at x.
 *
 * @param after true for $gt, false for $lt
 */
record KeysetStart(List<String> fields, Object[] values, boolean after) {
    static KeysetStart of(Collection<?> branches) {
        List<String> fields = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Boolean after = null;
        for (Object branch : branches) {
            if (!(branch instanceof Document step) || step.size() != fields.size() + 1) {
                return null;
            }
            List<String> names = new ArrayList<>(step.keySet());
            int last = fields.size();
            for (int i = 0; i < last; i++) {
                if (!names.get(i).equals(fields.get(i)) || !isEqualTo(step.get(names.get(i)), values.get(i))) {
                    return null;
                }
            }
            String field = names.get(last);
            if (field.startsWith("$") || !(step.get(field) instanceof Document condition) || condition.size() != 1) {
                return null;
            }
            String operator = condition.keySet().iterator().next();
            boolean up = operator.equals("$gt") || operator.equals("$gte");
            boolean down = operator.equals("$lt") || operator.equals("$lte");
            Object value = condition.get(operator);
            if (!up && !down || after != null && after != up || !Bounds.isPlain(value) || value == null) {
                return null;
            }
            after = up;
            fields.add(field);
            values.add(value);
        }
        return fields.isEmpty() ? null : new KeysetStart(fields, values.toArray(), after);
    }

    private static boolean isEqualTo(Object condition, Object value) {
        Object operand = condition instanceof Document d && d.size() == 1 && d.containsKey("$eq") ? d.get("$eq")
            : condition;
        return Bounds.isPlain(operand) && ValueOrder.same(operand, value);
    }
}
