package vn.motcua.database;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The command line: --port N --data DIR [--journal commit|sync] [--parent PID]. */
record Arguments(int port, Path dataFolder, boolean syncJournal, Long parentPid) {
    private static final String USAGE =
        "usage: java -jar database.jar --port N --data DIR [--journal commit|sync] [--parent PID]";
    private static final Set<String> KNOWN = Set.of("port", "data", "journal", "parent");
    private static final int HIGHEST_PORT = 65_535;

    static Arguments parse(String... words) throws RefusedStart {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            boolean option = words[i].startsWith("--") && KNOWN.contains(words[i].substring(2));
            if (!option || i + 1 == words.length || options.put(words[i].substring(2), words[i + 1]) != null) {
                throw wrong("cannot understand '" + words[i] + "'");
            }
        }
        String data = options.get("data");
        if (data == null || data.isBlank() || !options.containsKey("port")) {
            throw wrong("--port and --data are needed");
        }
        String journal = options.getOrDefault("journal", "commit");
        if (!Set.of("commit", "sync").contains(journal)) {
            throw wrong("--journal is commit or sync, not '" + journal + "'");
        }
        Long parent = options.containsKey("parent") ? number(options.get("parent"), "--parent", Long.MAX_VALUE) : null;
        return new Arguments((int) number(options.get("port"), "--port", HIGHEST_PORT), Path.of(data),
            journal.equals("sync"), parent);
    }

    private static long number(String text, String option, long highest) throws RefusedStart {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= highest) {
                return value;
            }
        } catch (NumberFormatException ignored) {
            // answered below
        }
        throw wrong(option + " needs a number, not '" + text + "'");
    }

    private static RefusedStart wrong(String why) {
        return new RefusedStart(RefusedStart.WRONG_USAGE, why + "; " + USAGE);
    }
}
