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
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
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

    private final StateFile file;

    private final ReentrantLock lock = new ReentrantLock(true);

    private final Map<String, Table<?>> tables = new ConcurrentHashMap<>();

    private Store(StateFile file) {
        this.file = file;
    }

    /**
     * Opens the file, making it and its directory when missing.
     * @throws StoreInUse when another process has it open
     */
    public static Store open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return open(path.toAbsolutePath().toString());
        }
        catch (MVStoreException ex) {
            if (ex.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StoreInUse(path, ex);
            }
            throw ex;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Opens a file by the name that H2 has for it; its file system may be a test's. */
    static Store open(String name) {
        return new Store(StateFile.open(name));
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
                Table<T> table = new Table<>(this.file.map(name), write, read, this::check, this::openIndex);
                // A roll back past the creation of a map would close the map.
                this.file.commit();
                return table;
            });
        }
        finally {
            this.lock.unlock();
        }
    }

    private StateFile.Rows openIndex(String table, String index, Consumer<StateFile.Rows> fill) {
        this.lock.lock();
        try {
            String name = table + ".by-" + index;
            boolean known = this.file.hasMap(name);
            StateFile.Rows map = this.file.map(name);
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

    /**
     * Runs one transaction; a transaction inside another is part of it.
     * @throws MVStoreException when it could not be written, as the disk is full for
     * example: then nothing of it is there, and the next one may succeed
     */
    public <T> T inTransaction(Supplier<T> work) {
        this.lock.lock();
        try {
            if (this.lock.getHoldCount() > 1) {
                return work.get();
            }
            if (!this.file.isOpen()) {
                this.file.reopen();
            }
            boolean done = false;
            try {
                T result = work.get();
                this.file.commit();
                done = true;
                return result;
            }
            finally {
                if (!done) {
                    takeBack();
                }
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private void takeBack() {
        if (this.file.isOpen()) {
            this.file.rollback();
        }
        else {
            this.file.reopen();
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
            this.file.close();
        }
        finally {
            this.lock.unlock();
        }
    }

}
