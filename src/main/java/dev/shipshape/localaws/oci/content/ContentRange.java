package dev.shipshape.localaws.oci.content;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A range of bytes, both ends included, as HTTP counts them.
 *
 * @param first the first byte, from 0
 * @param last the last byte
 */
public record ContentRange(long first, long last) {

    /** A chunk of an upload: {@code 0-1023}, without a unit by the specification. */
    private static final Pattern CHUNK = Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    /** One range of a download; several at once are answered with the whole. */
    private static final Pattern WANTED = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** How many bytes it has. */
    public long length() {
        return this.last - this.first + 1;
    }

    /**
     * The range of a chunk, or null if the client does not say.
     * @param header the request's Content-Range
     */
    public static @Nullable ContentRange ofChunk(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = CHUNK.matcher(header.strip());
        if (!matcher.matches()) {
            throw OciError.of(416, "BLOB_UPLOAD_INVALID", "Content-Range must be <first>-<last>", header);
        }
        ContentRange range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        if (range.length() < 1) {
            throw OciError.of(416, "BLOB_UPLOAD_INVALID", "Content-Range ends before it begins", header);
        }
        return range;
    }

    /**
     * What of a blob of this size is asked for, or nothing if all of it.
     * @param header the request's Range
     * @throws OciError 416 if no byte of it is there
     */
    public static Optional<ContentRange> wanted(@Nullable String header, long size) {
        Matcher matcher = WANTED.matcher((header != null) ? header.strip() : "");
        if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (matcher.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(matcher.group(2)));
        }
        else {
            first = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                last = Math.min(last, Long.parseLong(matcher.group(2)));
            }
        }
        if (first > last) {
            throw OciError.of(416, "SIZE_INVALID", "the blob has no such range", "size " + size);
        }
        return Optional.of(new ContentRange(first, last));
    }

    @Override
    public String toString() {
        return this.first + "-" + this.last;
    }

}
