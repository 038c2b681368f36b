package dev.shipshape.localaws.engine.containers.daemon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.dockerjava.api.exception.DockerException;

/** What went wrong at the container engine, in its own words. */
public final class Trouble {

    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Trouble() {
    }

    /** The engine's message without the wrapping of client and protocol. */
    public static String words(Throwable trouble) {
        Throwable cause = trouble;
        while (!(cause instanceof DockerException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage());
        Matcher message = MESSAGE.matcher(text);
        if (message.find()) {
            text = message.group(1).replace("\\\"", "\"").replace("\\n", " ").replace("\\\\", "\\");
        }
        return text.replaceFirst("^Status \\d+: ", "").replaceAll("\\s+", " ").strip();
    }

}
