package dev.shipshape.cleanup.channels;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a channel delivers. Its id stays the same when it is sent again, so that receivers
 * can drop repeats.
 *
 * @param id the notice's id
 * @param kind what it is about, such as {@code OVERDUE}
 * @param person whom it concerns; empty where nobody knows
 * @param to the person's own e-mail address; null for the channel's
 * @param title the one sentence that says it
 * @param lines the resources, one each
 * @param closing what the person can do, a sentence
 * @param link the page where it is done; null where the console's address is not set
 * @param at when it is sent
 */
public record Message(String id, String kind, String person, @Nullable String to, String title, List<Line> lines,
        String closing, @Nullable String link, Instant at) {

    /** The message as plain text. */
    public String text() {
        String resources = this.lines.stream().map((line) -> "- " + line.text() + "\n").collect(Collectors.joining());
        return this.title + "\n\n" + resources + (resources.isEmpty() ? "" : "\n") + this.closing
                + ((this.link != null) ? "\n" + this.link : "") + "\n";
    }

    /**
     * One resource.
     *
     * @param entry the ledger's id
     * @param what its kind in a person's words and its name
     * @param connection where it stands
     * @param region the AWS region
     * @param arn AWS's name
     * @param expires when it is to go; null for no such time
     * @param when that time, written for a person
     * @param perHour dollars an hour; null if unknown
     * @param cost that price, written for a person
     */
    public record Line(String entry, String what, String connection, String region, String arn,
            @Nullable Instant expires, String when, @Nullable BigDecimal perHour, String cost) {

        /** The line as plain text. */
        public String text() {
            return this.what + " (" + this.connection + ", " + this.region + "): " + this.when + "; " + this.cost;
        }

    }

}
