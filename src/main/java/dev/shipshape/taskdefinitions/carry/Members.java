package dev.shipshape.taskdefinitions.carry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of an object, taken one by one: what nobody took is lost, and is named. It
 * works on a copy.
 */
public final class Members {

    private final ObjectNode left;

    private final String path;

    private final List<Lost> lost;

    private Members(ObjectNode left, String path, List<Lost> lost) {
        this.left = left;
        this.path = path;
        this.lost = lost;
    }

    /** All members of the whole. */
    public static Members of(ObjectNode whole) {
        return new Members(whole.deepCopy(), "", new ArrayList<>());
    }

    /**
     * The members of a part; what is lost of it is lost of the whole. What is no object
     * has none, and is named.
     */
    public Members part(String name, JsonNode part) {
        String place = this.path + name;
        if (part instanceof ObjectNode object) {
            return new Members(object.deepCopy(), place + ".", this.lost);
        }
        if (!part.isMissingNode() && !part.isNull()) {
            this.lost.add(new Lost(place, "It is not written as a list of names with values."));
        }
        return new Members(JsonNodeFactory.instance.objectNode(), place + ".", this.lost);
    }

    /** Takes a member; missing where there is none, or null. */
    public JsonNode take(String name) {
        JsonNode taken = this.left.remove(name);
        return (taken != null && !taken.isNull()) ? taken : MissingNode.getInstance();
    }

    /** Takes a member that is text or a number; empty where there is none. */
    public String text(String name) {
        JsonNode taken = take(name);
        if (taken.isContainer()) {
            lose(name, "It is not written as text.");
            return "";
        }
        return taken.asString("");
    }

    /** Takes a member that is a list; what is no list is named. */
    public List<JsonNode> list(String name) {
        JsonNode taken = take(name);
        if (!taken.isArray() && !taken.isMissingNode()) {
            lose(name, "It is not written as a list.");
        }
        return taken.isArray() ? List.copyOf(taken.values()) : List.of();
    }

    /** Takes a member that is an object. */
    public Members part(String name) {
        return part(name, take(name));
    }

    /** Takes a member that is true. */
    public boolean isTrue(String name) {
        JsonNode taken = take(name);
        return taken.asString("").equalsIgnoreCase("true");
    }

    /** Names something that is lost, or becomes something else. */
    public void lose(String name, String why) {
        String place = (this.path + name).replaceFirst("\\.$", "");
        this.lost.add(new Lost(place, why));
    }

    /** Names a member as lost if it is there. */
    public void loseIfThere(String name, String why) {
        if (!take(name).isMissingNode()) {
            lose(name, why);
        }
    }

    /** The names of what nobody took. */
    public List<String> names() {
        return List.copyOf(this.left.propertyNames());
    }

    /** Names all that nobody took. */
    public void loseTheRest(Function<String, String> why) {
        for (String name : names()) {
            loseIfThere(name, why.apply(name));
        }
    }

    /** Whether there is nothing to take. */
    public boolean isEmpty() {
        return this.left.isEmpty();
    }

    /** All that is lost of the whole. */
    public List<Lost> lost() {
        return List.copyOf(this.lost);
    }

}
