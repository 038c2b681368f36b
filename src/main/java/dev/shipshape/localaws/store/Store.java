package dev.shipshape.localaws.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.shipshape.localaws.protocol.JsonCodec;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of the endpoint, in one file of H2's MVStore. All reading and writing happens
 * inside {@link #inTransaction}: one at a time, written to the file when it returns,
 * taken back when it throws. A kill at any moment leaves the last finished transaction.
 */
public final class Store implements AutoCloseable {

    private static final JsonMapper RECORDS = JsonMapper.builder().build();

    /** Each change writes whole pages, so small ones. */
    private static final int PAGE_BYTES = 4 * 1024;

    /** After this many changes the file gives back what it does not need any more. */
    private static final int CHANGES_BETWEEN_COMPACTIONS = 250;

    private static final int COMPACTED_BYTES = 2 * 1024 * 1024;

    /** Parts of the file of which less than this share is needed are rewritten. */
    private static final int WANTED_PERCENT = 70;

    /** A smaller file is not worth being copied at the start. */
    private static final long WORTH_COPYING_BYTES = 8 * 1024 * 1024;

    private static final int MOSTLY_EMPTY_PERCENT = 25;

    private final MVStore file;

    private int changes;

    private final ReentrantLock lock = new ReentrantLock(true);

    private final Map<String, Table<?>> tables = new ConcurrentHashMap<>();

    private Store(MVStore file) {
        this.file = file;
    }

    /**
     * Opens the file, making it and its directory when missing.
     * @throws StoreInUse when another process has it open
     */
    public static Store open(Path path) {
        String name = path.toAbsolutePath().toString();
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            // What a kill in the middle of a compaction left, brought to an end.
            MVStoreTool.compactCleanUp(name);
            MVStore file = openFile(name);
            if (isMostlyEmpty(file)) {
                file.close(0);
                MVStoreTool.compact(name, false);
                file = openFile(name);
            }
            return new Store(file);
        }
        catch (MVStoreException ex) {
            if (ex.getErrorCode() == org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED) {
                throw new StoreInUse(path, ex);
            }
            throw ex;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static MVStore openFile(String name) {
        MVStore file = new MVStore.Builder().fileName(name)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .pageSplitSize(PAGE_BYTES)
            .cacheSize(4)
            .open();
        // Old versions are never read, and without this rollback would keep them all.
        file.setVersionsToKeep(0);
        // An outdated part of the file may be written over at once. What the last
        // transaction needs is never outdated, so a kill at any moment loses nothing. A
        // time greater than 0 is against a loss of power, for disks that write in another
        // order than they were told to; with it the file grew to fifteen times its
        // content under load.
        file.setRetentionTime(0);
        return file;
    }

    /** Whether a former load has left a file that is far too large for its content. */
    private static boolean isMostlyEmpty(MVStore file) {
        FileStore<?> store = file.getFileStore();
        return store.size() > WORTH_COPYING_BYTES
                && store.getFillRate() * store.getChunksFillRate() / 100 < MOSTLY_EMPTY_PERCENT;
    }

    /**
     * A table of SDK model objects, such as
     * {@code store.table("ecs.clusters", Cluster::builder)}. Whoever asks for one name
     * gets one table. Ask at construction.
     */
    public <T extends SdkPojo> Table<T> table(String name, Supplier<? extends SdkBuilder<?, T>> builder) {
        return open(name, JsonCodec::write, (json) -> {
            SdkBuilder<?, T> target = builder.get();
            JsonCodec.read(json, (SdkPojo) target);
            return target.build();
        });
    }

    /** A table of records of our own; plain values and lists of such only. */
    public <T extends Record> Table<T> records(String name, Class<T> type) {
        return open(name, RECORDS::writeValueAsString, (json) -> RECORDS.readValue(json, type));
    }

    /** What is due when. Ask once, at construction. */
    public Schedule schedule(String name) {
        return new Schedule(records(name, Schedule.Time.class));
    }

    @SuppressWarnings("unchecked") // who asks for the same name asks for the same type
    private <T> Table<T> open(String name, Function<T, String> write, Function<String, T> read) {
        this.lock.lock();
        try {
            return (Table<T>) this.tables.computeIfAbsent(name, (missing) -> {
                Table<T> table = new Table<>(this.file.openMap(name), write, read, this::check, this::openIndex);
                // A roll back past the creation of a map would close the map.
                this.file.commit();
                return table;
            });
        }
        finally {
            this.lock.unlock();
        }
    }

    private MVMap<String, String> openIndex(String table, String index, Consumer<MVMap<String, String>> fill) {
        this.lock.lock();
        try {
            String name = table + ".by-" + index;
            boolean known = this.file.hasMap(name);
            MVMap<String, String> map = this.file.openMap(name);
            if (!known) {
                fill.accept(map);
            }
            this.file.commit();
            return map;
        }
        finally {
            this.lock.unlock();
        }
    }

    /** Runs one transaction; a transaction inside another is part of it. */
    public <T> T inTransaction(Supplier<T> work) {
        this.lock.lock();
        try {
            if (this.lock.getHoldCount() > 1) {
                return work.get();
            }
            boolean done = false;
            try {
                T result = work.get();
                commit();
                done = true;
                return result;
            }
            finally {
                if (!done) {
                    this.file.rollback();
                }
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private void commit() {
        if (!this.file.hasUnsavedChanges()) {
            return;
        }
        this.file.commit();
        this.changes++;
        if (this.changes % CHANGES_BETWEEN_COMPACTIONS == 0) {
            this.file.compact(WANTED_PERCENT, COMPACTED_BYTES);
        }
    }

    /** Like {@link #inTransaction(Supplier)}, with nothing to return. */
    public void inTransaction(Runnable work) {
        this.inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Forgets everything. */
    public void clear() {
        check();
        this.tables.values().forEach(Table::clear);
    }

    private void check() {
        if (!this.lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("state is read and written inside a transaction only");
        }
    }

    @Override
    public void close() {
        this.lock.lock();
        try {
            if (!this.file.isClosed()) {
                // No moving of chunks at the end: H2 2.4.240 may plan a move onto a place
                // that
                // is taken (FreeSpaceBitSet.allocate, an assertion), and it saves little.
                this.file.close(0);
            }
        }
        finally {
            this.lock.unlock();
        }
    }

}
