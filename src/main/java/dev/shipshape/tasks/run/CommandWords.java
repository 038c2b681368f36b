package dev.shipshape.tasks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.shipshape.web.Problem;

/**
 * A command as a person types it: words with spaces between them, in quotation marks
 * where they have spaces themselves.
 */
final class CommandWords {

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    private CommandWords() {
    }

    static List<String> read(String field, String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group(1) != null) {
                words.add(word.group(1).replaceAll("\\\\(.)", "$1"));
            }
            else {
                words.add((word.group(2) != null) ? word.group(2) : word.group(3));
            }
            if (word.group(3) != null && word.group(3).matches("[\"'].*")) {
                throw Problem.ofField(field, "A quotation mark has no end.");
            }
        }
        return words;
    }

    static String write(List<String> words) {
        return words.stream()
            .map((word) -> word.matches("[^\\s\"'\\\\]+") ? word
                    : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(" "));
    }

}
