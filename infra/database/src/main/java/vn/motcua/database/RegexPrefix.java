package vn.motcua.database;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;

/** The literal text that everything matched by an anchored expression starts with. */
final class RegexPrefix {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";
    private static final String QUANTIFIERS = "?*+{";

    private RegexPrefix() {
    }

    static Bounds bounds(BsonRegularExpression expression) {
        String prefix = of(expression);
        if (prefix.isEmpty()) {
            return null;
        }
        char last = prefix.charAt(prefix.length() - 1);
        if (last == Character.MAX_VALUE) {
            return Bounds.range(prefix, Bounds.NONE);
        }
        // the first text that no longer starts with the prefix
        return Bounds.range(prefix, prefix.substring(0, prefix.length() - 1) + (char) (last + 1));
    }

    static String of(BsonRegularExpression expression) {
        String options = expression.getOptions();
        String pattern = expression.getPattern();
        if (options != null && !options.isEmpty() || !pattern.startsWith("^") || pattern.contains("|")) {
            return "";
        }
        StringBuilder prefix = new StringBuilder();
        int i = 1;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int length = 1;
            if (c == '\\' && i + 1 < pattern.length() && !Character.isLetterOrDigit(pattern.charAt(i + 1))) {
                c = pattern.charAt(i + 1);
                length = 2;
            } else if (SPECIAL.indexOf(c) >= 0) {
                break;
            }
            i += length;
            if (i < pattern.length() && QUANTIFIERS.indexOf(pattern.charAt(i)) >= 0) {
                break; // this character is optional or repeated
            }
            prefix.append(c);
        }
        return prefix.toString();
    }
}
