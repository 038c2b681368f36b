package dev.shipshape.taskdefinitions.carry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command's words as they are typed into a shell, with quotes around blanks. */
public final class ShellWords {

    private ShellWords() {
    }

    /** The words on one line. */
    public static String joined(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%=+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * The words of a line.
     * @param typed the line
     * @return its words
     * @throws IllegalArgumentException if a quotation mark is open; the message says
     * which
     */
    public static List<String> split(String typed) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int index = 0; index < typed.length(); index++) {
            char next = typed.charAt(index);
            if (next == '\\' && quote != '\'' && index + 1 < typed.length()) {
                char escaped = typed.charAt(++index);
                // between double quotes a shell keeps the backslash of all but these
                word.append((quote == '"' && "\"\\$`".indexOf(escaped) < 0) ? "\\" + escaped : escaped);
                begun = true;
            }
            else if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                }
                else {
                    word.append(next);
                }
            }
            else if (next == '\'' || next == '"') {
                quote = next;
                begun = true;
            }
            else if (!Character.isWhitespace(next)) {
                word.append(next);
                begun = true;
            }
            else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("A quotation mark is open: close it with " + quote + ".");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

}
