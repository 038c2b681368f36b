package dev.shipshape.registry.images;

import java.util.regex.Pattern;

/**
 * An instruction of a Dockerfile as an image's history keeps it, in the words of the
 * Dockerfile. Values of build arguments and of environment variables are left out:
 * builders write them into the history, and they may be secrets.
 */
final class Instruction {

    private static final Pattern NOP = Pattern.compile("^/bin/sh -c #\\(nop\\)\\s+");

    private static final Pattern BUILD_KIT = Pattern.compile("\\s+# buildkit$");

    private static final Pattern SHELL = Pattern.compile("^(RUN )?/bin/sh -c ");

    /** {@code |2 TOKEN=… VERSION=… /bin/sh -c …}: what a build was given as arguments. */
    private static final Pattern ARGUMENTS = Pattern.compile("^(RUN )?\\|\\d+ (.*?)(?=/bin/(?:ba)?sh -\\w*c )",
            Pattern.DOTALL);

    private static final Pattern VALUE = Pattern.compile("=(\"[^\"]*\"|'[^']*'|\\S*)");

    private Instruction() {
    }

    static String read(String createdBy) {
        String text = BUILD_KIT.matcher(NOP.matcher(createdBy.strip()).replaceFirst("")).replaceFirst("");
        if (text.startsWith("ENV ") || text.startsWith("ARG ")) {
            return withoutValues(text);
        }
        if (ARGUMENTS.matcher(text).find()) {
            text = ARGUMENTS.matcher(text).replaceFirst("RUN ");
            return SHELL.matcher(text).replaceFirst("RUN ");
        }
        return text.startsWith("/bin/sh -c ") || text.startsWith("RUN /bin/sh -c ")
                ? SHELL.matcher(text).replaceFirst("RUN ") : text;
    }

    /** Both {@code ENV A=1 B=2} and the older {@code ENV A 1}. */
    private static String withoutValues(String text) {
        if (text.contains("=")) {
            return VALUE.matcher(text).replaceAll("=***");
        }
        String[] words = text.split("\\s+", 3);
        return (words.length > 2) ? words[0] + " " + words[1] + " ***" : text;
    }

}
