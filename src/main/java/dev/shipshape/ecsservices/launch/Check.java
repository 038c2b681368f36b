package dev.shipshape.ecsservices.launch;

import java.util.Locale;

/**
 * One thing that was looked at before anything is started.
 *
 * @param weight whether it is well
 * @param field the form field that it is about
 * @param words what was found, a sentence
 */
public record Check(Weight weight, String field, String words) {

    static Check ok(String field, String words) {
        return new Check(Weight.OK, field, words);
    }

    static Check warn(String field, String words) {
        return new Check(Weight.WARN, field, words);
    }

    static Check stop(String field, String words) {
        return new Check(Weight.STOP, field, words);
    }

    static Check bad(String field, String words) {
        return new Check(Weight.BAD, field, words);
    }

    /** What a finding means. */
    public enum Weight {

        /** It is as it should be. */
        OK("check-circle"),
        /** It may be meant that way. */
        WARN("exclamation-triangle"),
        /** The task could hardly start, though AWS may still take it. */
        STOP("x-circle"),
        /** AWS would refuse. */
        BAD("x-circle");

        private final String icon;

        Weight(String icon) {
            this.icon = icon;
        }

        /** The icon's name. */
        public String icon() {
            return this.icon;
        }

        /** The class of its row. */
        public String css() {
            return (this == STOP) ? BAD.css() : "ss-" + name().toLowerCase(Locale.ROOT);
        }

    }

}
