package dev.shipshape.taskdefinitions.form;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How one member of the JSON is written in one field of the form. */
interface Text {

    /** A member that is text itself. */
    Text PLAIN = new Text() {
        @Override
        public String shown(JsonNode member) {
            return member.asString("");
        }

        @Override
        public @Nullable JsonNode read(String typed, JsonNode old) {
            return typed.isBlank() ? null : StringNode.valueOf(typed.strip());
        }
    };

    /** A check box for what AWS takes for true where it is not said. */
    Text TRUE_UNLESS_SAID = new Text() {
        @Override
        public String shown(JsonNode member) {
            return (member.isBoolean() && !member.booleanValue()) ? "" : "true";
        }

        @Override
        public JsonNode read(String typed, JsonNode old) {
            return BooleanNode.valueOf(typed.equals("true"));
        }
    };

    /**
     * What the field shows.
     * @param member the member; missing where the JSON does not have it
     */
    String shown(JsonNode member);

    /**
     * Reads what was typed.
     * @param typed the field
     * @param old the member as it was, of which what the field does not show is kept
     * @return the member; null for none
     * @throws WrongText if it cannot be read
     */
    @Nullable JsonNode read(String typed, JsonNode old);

    /**
     * Writes what was typed into a tree, but only if it differs from what the tree shows.
     * @param tree what the member belongs to
     * @param member the member's name
     * @param typed the field
     * @throws WrongText if it cannot be read
     */
    default void write(ObjectNode tree, String member, String typed) {
        JsonNode old = tree.path(member);
        if (oneLineEnd(typed).equals(oneLineEnd(shown(old)))) {
            return;
        }
        JsonNode value = read(oneLineEnd(typed), old);
        if (value == null) {
            tree.remove(member);
        }
        else {
            tree.set(member, value);
        }
    }

    /** Browsers send two characters for the end of a line. */
    private static String oneLineEnd(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

}
