package dev.shipshape.logs.view;

import java.time.Instant;

/**
 * One line.
 *
 * @param at when, in milliseconds since 1970
 * @param stream the stream that it is of
 * @param id CloudWatch Logs' own name of it
 * @param text the line
 */
public record Line(long at, String stream, String id, String text) {

    /** When. */
    public Instant time() {
        return Instant.ofEpochMilli(this.at);
    }

    /** The same with at most so many characters. */
    Line cut(int most) {
        return (this.text.length() <= most) ? this
                : new Line(this.at, this.stream, this.id, this.text.substring(0, most) + " …");
    }

}
