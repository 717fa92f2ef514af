package vn.motcua.database;

/** How much goes into one reply: a client closes the connection on a message above 48 MB. */
final class ReplySize {
    static final long LIMIT = 16L << 20;
    static final int DEFAULT_BATCH = 1000;

    private ReplySize() {
    }
}
