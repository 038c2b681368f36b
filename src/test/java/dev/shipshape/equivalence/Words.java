package dev.shipshape.equivalence;

import java.util.ArrayList;
import java.util.List;

/** The words of a command as a POSIX shell reads it: plain, and in single quotes. */
final class Words {

    private Words() {
    }

    static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                begun = true;
            }
            else if (c == '\\' && !quoted) {
                i++;
                word.append(command.charAt(i));
                begun = true;
            }
            else if (Character.isWhitespace(c) && !quoted) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            }
            else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

}
