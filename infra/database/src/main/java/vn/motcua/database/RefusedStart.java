package vn.motcua.database;

/** The server cannot start or go on; carries the exit code and the one sentence for the operator. */
final class RefusedStart extends Exception {
    static final int WRONG_USAGE = 2;
    static final int STORE_UNUSABLE = 3;
    static final int PORT_IN_USE = 4;
    static final int STORE_NOT_WRITABLE = 5;

    private static final long serialVersionUID = 1L;
    private final int exitCode;

    RefusedStart(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
