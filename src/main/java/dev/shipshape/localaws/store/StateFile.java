package dev.shipshape.localaws.store;

import java.util.HashMap;
import java.util.Map;

import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

/**
 * The file behind the store, kept small, and opened anew after it could not be written:
 * what MVStore has in memory is then ahead of the file, and writing on would spoil it.
 */
final class StateFile implements AutoCloseable {

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

    private final String name;

    private final Map<String, Rows> maps = new HashMap<>();

    private MVStore file;

    private int changes;

    private StateFile(String name, MVStore file) {
        this.name = name;
        this.file = file;
    }

    /** One map of the file, found again when the file had to be opened anew. */
    static final class Rows {

        private final String name;

        private MVMap<String, String> map;

        private Rows(String name, MVMap<String, String> map) {
            this.name = name;
            this.map = map;
        }

        /** The map's name in the file. */
        String name() {
            return this.name;
        }

        /** The map as it is now; not to be kept beyond a transaction. */
        MVMap<String, String> now() {
            return this.map;
        }

    }

    /**
     * Opens the file, making it when missing.
     * @throws MVStoreException when another process has it open
     */
    static StateFile open(String name) {
        // What a kill in the middle of a compaction left, brought to an end.
        MVStoreTool.compactCleanUp(name);
        MVStore file = openFile(name);
        if (isMostlyEmpty(file)) {
            file.close(0);
            MVStoreTool.compact(name, false);
            file = openFile(name);
        }
        return new StateFile(name, file);
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

    boolean hasMap(String map) {
        return this.file.hasMap(map);
    }

    Rows map(String map) {
        return this.maps.computeIfAbsent(map, (missing) -> new Rows(map, this.file.openMap(map)));
    }

    /** Whether the file takes changes; after a failure it does not until it is opened. */
    boolean isOpen() {
        return !this.file.isClosed();
    }

    /** Opens the file again as it was after the last commit that succeeded. */
    void reopen() {
        this.file.closeImmediately();
        this.file = openFile(this.name);
        this.maps.values().forEach((rows) -> rows.map = this.file.openMap(rows.name()));
    }

    /**
     * Writes what changed.
     * @throws MVStoreException when the disk is full, for example; the file is closed
     */
    void commit() {
        if (!this.file.hasUnsavedChanges()) {
            return;
        }
        try {
            this.file.commit();
            this.changes++;
            if (this.changes % CHANGES_BETWEEN_COMPACTIONS == 0) {
                this.file.compact(WANTED_PERCENT, COMPACTED_BYTES);
            }
        }
        catch (MVStoreException ex) {
            this.file.closeImmediately();
            throw ex;
        }
    }

    /** Takes back what changed since the last commit. */
    void rollback() {
        this.file.rollback();
    }

    @Override
    public void close() {
        if (isOpen()) {
            // No moving of chunks at the end: H2 2.4.240 may plan a move onto a place
            // that is taken (FreeSpaceBitSet.allocate, an assertion), and it saves
            // little.
            this.file.close(0);
        }
    }

}
