package dev.shipshape.localaws.ecr.shared;

import java.util.regex.Pattern;

/** Texts in which {@code *} stands for anything. */
public final class Wildcards {

    private Wildcards() {
    }

    /** What such a text fits. */
    public static Pattern pattern(String text) {
        return Pattern.compile(("\\Q" + text.replace("\\E", "") + "\\E").replace("*", "\\E.*\\Q"));
    }

}
