package dev.shipshape.localaws.logs;

import java.nio.charset.StandardCharsets;

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

    /** What the lines of one answer add up to at most, in bytes. */
    static final long MOST_IN_PAGE = 1_048_576;

    /** What the group's size grows by. */
    long size() {
        return size(this.message);
    }

    /** AWS counts 26 bytes for each line besides its text. */
    static long size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + 26L;
    }

    /** Its place in its stream: places sort as the lines do. */
    String place() {
        return place(this.timestamp, this.number);
    }

    static String place(long timestamp, long number) {
        StringBuilder place = new StringBuilder(38);
        pad(place, timestamp);
        pad(place, number);
        return place.toString();
    }

    private static void pad(StringBuilder text, long number) {
        String digits = Long.toString(Math.max(number, 0));
        text.append("0".repeat(19 - digits.length())).append(digits);
    }

}
