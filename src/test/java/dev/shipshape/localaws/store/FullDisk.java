package dev.shipshape.localaws.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system over the real one, on which nothing can be written while it is full.
 */
public final class FullDisk extends FilePathWrapper {

    static final String SCHEME = "full";

    private static final AtomicBoolean full = new AtomicBoolean();

    static void full(boolean now) {
        full.set(now);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel file;

        private Channel(FileChannel file) {
            this.file = file;
        }

        /** Half of it gets onto the disk, as it happens. */
        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            if (full.get()) {
                ByteBuffer half = source.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                this.file.write(half, position);
                throw new IOException("No space left on device");
            }
            return this.file.write(source, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            return this.file.write(source);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return this.file.read(target);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return this.file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return this.file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            this.file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return this.file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            this.file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            this.file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return this.file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            this.file.close();
        }

    }

}
