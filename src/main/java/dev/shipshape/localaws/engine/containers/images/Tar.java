package dev.shipshape.localaws.engine.containers.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tar archive (POSIX.1-1988, ustar) as a stream: each file is opened when its turn
 * comes, so that an image of any size goes through little memory.
 */
final class Tar {

    private static final int BLOCK = 512;

    /** The largest size that twelve bytes of octal digits can write. */
    private static final long MOST_OCTAL = 0_77777777777L;

    private final List<Supplier<Stream<InputStream>>> entries = new ArrayList<>();

    /** Adds a file out of memory. */
    Tar with(String name, int mode, byte... content) {
        this.entries.add(() -> Stream.of(header(name, mode, content.length), new ByteArrayInputStream(content),
                padding(content.length)));
        return this;
    }

    /** Adds a file of the disk. */
    Tar with(String name, Path file) {
        this.entries.add(() -> {
            try {
                long size = Files.size(file);
                return Stream.of(header(name, 0644, size), Files.newInputStream(file), padding(size));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
        return this;
    }

    /** The archive from its beginning. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes no other
    InputStream stream() {
        Stream<InputStream> parts = Stream.concat(this.entries.stream().flatMap(Supplier::get),
                Stream.of(new ByteArrayInputStream(new byte[2 * BLOCK])));
        Iterator<InputStream> each = parts.iterator();
        return new SequenceInputStream(new Enumeration<>() {

            @Override
            public boolean hasMoreElements() {
                return each.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return each.next();
            }

        });
    }

    private static InputStream header(String name, int mode, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, String.format("%07o", mode));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        if (size <= MOST_OCTAL) {
            put(header, 124, String.format("%011o", size));
        }
        else {
            // GNU's way: the highest bit set, then the number in big-endian bytes.
            header[124] = (byte) 0x80;
            for (int index = 0; index < 8; index++) {
                header[135 - index] = (byte) (size >>> (8 * index));
            }
        }
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        return new ByteArrayInputStream(header);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static InputStream padding(long size) {
        return new ByteArrayInputStream(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

}
