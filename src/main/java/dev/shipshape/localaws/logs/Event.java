package dev.shipshape.localaws.logs;

import java.util.Locale;

/**
 * One line of a stream.
 *
 * @param group its group's name
 * @param stream its stream's name
 * @param timestamp when it happened, in milliseconds since 1970
 * @param number its number among all lines of the sandbox, from 1
 * @param ingested when it was written, in milliseconds since 1970
 * @param message the line
 */
record Event(String group, String stream, long timestamp, long number, long ingested, String message) {

    /**
     * What the group's size grows by: AWS counts 26 bytes for each line besides its text.
     */
    long size() {
        return this.message.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 26L;
    }

    /** Its place in its stream: places sort as the lines do. */
    String place() {
        return place(this.timestamp, this.number);
    }

    static String place(long timestamp, long number) {
        return String.format(Locale.ROOT, "%019d%019d", timestamp, number);
    }

}
