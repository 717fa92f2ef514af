package vn.motcua.database;

import java.time.Instant;

/** Lines on stderr that say what happened and where, never what was in a command or a document. */
final class ServerLog {
    private static final int FRAMES = 6;

    private ServerLog() {
    }

    static void say(String sentence) {
        System.err.println(Instant.now() + " " + sentence);
    }

    /** Exception messages may quote data, therefore only the kinds and the places are written. */
    static void failure(String where, Throwable failure) {
        StringBuilder line = new StringBuilder(where);
        for (Throwable t = failure; t != null; t = t.getCause()) {
            line.append(t == failure ? ": " : ", caused by ").append(t.getClass().getName());
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                line.append(i == 0 ? " at " : " < ").append(frames[i].getFileName()).append(':')
                    .append(frames[i].getLineNumber());
            }
        }
        say(line.toString());
    }
}
