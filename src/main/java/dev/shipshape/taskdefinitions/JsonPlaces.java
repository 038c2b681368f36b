package dev.shipshape.taskdefinitions;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Where a member stands in a JSON text. */
final class JsonPlaces {

    private final JsonParser parser;

    private final String wanted;

    private @Nullable TokenStreamLocation found;

    private JsonPlaces(JsonParser parser, String wanted) {
        this.parser = parser;
        this.wanted = wanted;
    }

    /**
     * The line and column of a member, for the beginning of a sentence.
     * @param text the JSON
     * @param path the member's path, such as {@code containerDefinitions[0].image}
     * @return such as {@code Line 3, column 5: }; empty where it does not stand in the
     * text
     */
    static String of(String text, String path) {
        try (JsonParser parser = JsonMapper.shared().createParser(text)) {
            JsonPlaces places = new JsonPlaces(parser, path);
            parser.nextToken();
            places.value("");
            TokenStreamLocation found = places.found;
            return (found != null) ? "Line " + found.getLineNr() + ", column " + found.getColumnNr() + ": " : "";
        }
        catch (JacksonException ex) {
            return "";
        }
    }

    private void value(String path) {
        if (this.parser.currentToken() == JsonToken.START_OBJECT) {
            while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = this.parser.currentName();
                String member = path.isEmpty() ? name : path + "." + name;
                TokenStreamLocation place = this.parser.currentTokenLocation();
                this.parser.nextToken();
                note(member, place);
                value(member);
            }
        }
        else if (this.parser.currentToken() == JsonToken.START_ARRAY) {
            for (int index = 0; this.parser.nextToken() != JsonToken.END_ARRAY; index++) {
                String member = path + "[" + index + "]";
                note(member, this.parser.currentTokenLocation());
                value(member);
            }
        }
    }

    /** What describe-task-definition tells lies within one member. */
    private void note(String member, TokenStreamLocation place) {
        if (member.equals(this.wanted) || member.equals("taskDefinition." + this.wanted)) {
            this.found = place;
        }
    }

}
