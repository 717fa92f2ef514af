package vn.motcua.database;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The program: opens the store, serves it on the loopback address, and closes it in order. */
public final class DatabaseServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TICK_MS = 50;
    private static final int COMPACT_MS = 500;
    private static final int SYNC_MS = 1000;
    private static final int PARENT_MS = 500;
    private static final int EXPIRY_SECONDS = 10;
    private static final int CURSOR_SECONDS = 60;
    /** Each connection keeps a thread busy while it waits for the disk, therefore more than there are processors. */
    private static final int WORKERS = 32;

    private final StoreFolder folder;
    private final Journal journal;
    private final StoreBackend backend;
    private final MongoServer server;
    private final ScheduledExecutorService housekeeping = Executors.newScheduledThreadPool(1, work -> {
        Thread thread = new Thread(work, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean stopping = new AtomicBoolean();

    private DatabaseServer(Arguments arguments) throws RefusedStart {
        this.folder = StoreFolder.open(arguments.dataFolder());
        this.journal = new Journal(folder.store(), folder.mark(), arguments.syncJournal(), this::failStop);
        try {
            this.backend = new StoreBackend(new StoreMaps(folder.store()), journal);
        } catch (RuntimeException e) {
            ServerLog.failure("The store could not be read", e);
            throw folder.damaged();
        }
        this.server = new MongoServer(backend);
    }

    public static void main(String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            new DatabaseServer(arguments).run(arguments);
        } catch (RefusedStart e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(e.exitCode());
        }
    }

    private void run(Arguments arguments) throws RefusedStart {
        listen(arguments.port());
        // the virtual machine would answer SIGTERM with 143 after its hooks; an orderly stop is a success
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop()), "stop"));
        every(TICK_MS, TimeUnit.MILLISECONDS, "commit", journal::tick);
        every(SYNC_MS, TimeUnit.MILLISECONDS, "sync", journal::syncIfBehind);
        every(COMPACT_MS, TimeUnit.MILLISECONDS, "compaction", () -> journal.compact(backend::refreshViews));
        every(EXPIRY_SECONDS, TimeUnit.SECONDS, "expiry", new ExpirySweeper(backend, journal)::sweep);
        every(CURSOR_SECONDS, TimeUnit.SECONDS, "cursors", backend::closeIdleCursors);
        if (arguments.parentPid() != null) {
            ParentWatch parent = new ParentWatch(arguments.parentPid());
            every(PARENT_MS, TimeUnit.MILLISECONDS, "parent", () -> {
                if (parent.isGone()) {
                    ServerLog.say("The process that started this server is gone; stopping.");
                    new Thread(() -> System.exit(0), "exit").start();
                }
            });
        }
        System.out.println("ready " + server.getLocalAddress().getPort());
    }

    private void listen(int port) throws RefusedStart {
        try {
            server.bind(new InetSocketAddress(LOOPBACK, port), 1, WORKERS);
        } catch (Exception e) { // the network library throws checked exceptions without declaring them
            if (e instanceof BindException) {
                throw new RefusedStart(RefusedStart.PORT_IN_USE, "Port " + port + " on " + LOOPBACK
                    + " is in use or not allowed; stop the program that uses it or choose another with --port.");
            }
            ServerLog.failure("Cannot listen", e);
            throw new RefusedStart(RefusedStart.PORT_IN_USE, "Cannot listen on port " + port + " of " + LOOPBACK + ".");
        }
    }

    private void every(int period, TimeUnit unit, String what, Runnable work) {
        housekeeping.scheduleWithFixedDelay(() -> {
            try {
                if (!stopping.get()) {
                    work.run();
                }
            } catch (RuntimeException e) {
                ServerLog.failure("The " + what + " task failed", e);
            }
        }, period, period, unit);
    }

    /** @return the exit code */
    private int stop() {
        stopping.set(true);
        try {
            housekeeping.shutdown();
            housekeeping.awaitTermination(5, TimeUnit.SECONDS);
            server.shutdownNow();
            folder.stop();
            return 0;
        } catch (InterruptedException | IOException | RuntimeException e) {
            ServerLog.failure("The store could not be closed in order", e);
            return RefusedStart.STORE_NOT_WRITABLE;
        }
    }

    /** Ends at once, without writing: the last commit is whole, what came after it may not be. */
    private void failStop() {
        System.err.println("The store cannot be written or read any more (disk full, or damaged); the server stops"
            + " with what was committed last. Check the free space, then start again.");
        Runtime.getRuntime().halt(RefusedStart.STORE_NOT_WRITABLE);
    }
}
