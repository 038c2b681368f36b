package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command's words as they are typed into a shell, with quotes around blanks. */
final class CommandText implements Text {

    @Override
    public String shown(JsonNode member) {
        return member.values().stream().map((word) -> quoted(word.asString(""))).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%=+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        split(typed).forEach(words::add);
        return words.isEmpty() ? null : words;
    }

    private static List<String> split(String typed) {
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
            throw new WrongText("A quotation mark is open: close it with " + quote + ".");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

}
