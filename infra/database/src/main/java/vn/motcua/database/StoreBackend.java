package vn.motcua.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Takes every command: answers those about the server, and sees to it that changes reach the journal. */
final class StoreBackend extends AbstractMongoBackend {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");
    private static final Set<String> STRUCTURE = Set.of("create", "drop", "dropdatabase", "createindexes",
        "dropindexes", "renamecollection");
    private static final Set<String> SESSIONS = Set.of("endsessions", "killsessions", "refreshsessions");
    private static final Duration CURSOR_TIMEOUT = Duration.ofMinutes(10);
    private static final String VERSION = "7.0.0";
    private static final int MAX_WRITE_BATCH = 100_000;
    private static final int ILLEGAL_OPERATION = 20;
    private static final int WIRE_VERSION_7_0 = 21;

    private final StoreMaps maps;
    private final Journal journal;
    private final Instant startedAt = Instant.now();
    private final OpenCursors cursors = new OpenCursors(getCursorRegistry());

    StoreBackend(StoreMaps maps, Journal journal) {
        this.maps = maps;
        this.journal = journal;
        version(new MongoVersion() {
            @Override
            public List<Integer> getVersionArray() {
                return List.of(7, 0, 0, 0);
            }

            @Override
            public String toVersionString() {
                return VERSION;
            }

            @Override
            public int getWireVersion() {
                return WIRE_VERSION_7_0;
            }
        });
        maps.databaseNames().toList().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, maps, cursors);
    }

    List<StoredDatabase> databases() {
        List<StoredDatabase> result = new ArrayList<>();
        for (String name : List.copyOf(listDatabaseNames())) {
            result.add((StoredDatabase) resolveDatabase(name));
        }
        return result;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document body) {
        String name = command.toLowerCase(Locale.ROOT);
        try {
            return journal.pinned(() -> dispatch(channel, database, command, name, body));
        } catch (MongoServerException e) {
            throw e;
        } catch (RuntimeException e) {
            ServerLog.failure("The command " + name + " failed", e);
            throw e;
        }
    }

    private Document dispatch(Channel channel, String database, String command, String name, Document body) {
        if (name.equals("hello") || name.equals("ismaster")) {
            return hello();
        }
        if (SESSIONS.contains(name)) {
            return new Document("ok", 1.0);
        }
        if (name.equals("listdatabases")) {
            return listDatabases();
        }
        if (body.containsKey("startTransaction") || Boolean.FALSE.equals(body.get("autocommit"))) {
            throw new MongoServerError(ILLEGAL_OPERATION, "IllegalOperation",
                "Transaction numbers are only allowed on a replica set member or mongos");
        }
        ReadCommands.refuseCollation(body);
        if (name.equals("getmore")) {
            body.putIfAbsent("batchSize", Integer.MAX_VALUE);
        }
        Supplier<Document> library = () -> super.handleCommand(channel, database, command, body);
        boolean durable = body.get("writeConcern") instanceof Document concern && Boolean.TRUE.equals(concern.get("j"));
        if (STRUCTURE.contains(name) || name.equals("aggregate") && writesItsResult(body)) {
            return journal.writeAlone(durable, library);
        }
        return WRITES.contains(name) ? journal.write(durable, library) : library.get();
    }

    private static boolean writesItsResult(Document body) {
        return body.get("pipeline") instanceof List<?> stages && !stages.isEmpty()
            && stages.get(stages.size() - 1) instanceof Document last
            && (last.containsKey("$out") || last.containsKey("$merge"));
    }

    /** A standalone server without sessions: clients then try neither transactions nor retried writes. */
    private static Document hello() {
        return new Document("isWritablePrimary", Boolean.TRUE)
            .append("ismaster", Boolean.TRUE)
            .append("helloOk", Boolean.TRUE)
            .append("readOnly", Boolean.FALSE)
            .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
            .append("maxMessageSizeBytes", MongoWireProtocolHandler.MAX_MESSAGE_SIZE_BYTES)
            .append("maxWriteBatchSize", MAX_WRITE_BATCH)
            .append("localTime", Instant.now())
            .append("minWireVersion", 0)
            .append("maxWireVersion", WIRE_VERSION_7_0)
            .append("ok", 1.0);
    }

    private Document listDatabases() {
        List<Document> found = new ArrayList<>();
        for (StoredDatabase database : databases()) {
            if (!database.userCollections().isEmpty()) {
                found.add(new Document("name", database.getDatabaseName()).append("sizeOnDisk", maps.fileSize())
                    .append("empty", Boolean.FALSE));
            }
        }
        return new Document("databases", found).append("totalSize", maps.fileSize()).append("ok", 1.0);
    }

    @Override
    public Document getServerStatus() {
        Instant now = Instant.now();
        Runtime runtime = Runtime.getRuntime();
        return new Document("version", VERSION)
            .append("process", "motcua-database")
            .append("pid", ProcessHandle.current().pid())
            .append("uptime", now.getEpochSecond() - startedAt.getEpochSecond())
            .append("localTime", now)
            .append("mem", new Document("heapUsed", runtime.totalMemory() - runtime.freeMemory())
                .append("heapMax", runtime.maxMemory()))
            .append("metrics", new Document("cursor", new Document("open",
                new Document("total", (long) getCursorRegistry().size()))))
            .append("storageEngine", new Document("name", "mvstore").append("persistent", Boolean.TRUE))
            .append("ok", 1.0);
    }

    /** To be called when the journal has moved pages, before anybody may commit. */
    void refreshViews() {
        databases().forEach(StoredDatabase::refreshViews);
    }

    /** Gives up cursors that no client has asked for a while. */
    void closeIdleCursors() {
        cursors.closeIdle(CURSOR_TIMEOUT);
    }
}
