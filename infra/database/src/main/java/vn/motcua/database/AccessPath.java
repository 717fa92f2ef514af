package vn.motcua.database;

import java.util.function.BiPredicate;

/** One way to reach the documents that can match a query. */
interface AccessPath {
    /** How many entries it reads at most. */
    long estimate();

    /** Whether the documents come in the order the query asks for. */
    boolean isSorted();

    /** Offers position and bytes of each candidate, each document once, until the visitor answers false. */
    void scan(BiPredicate<Object, byte[]> visitor);
}
