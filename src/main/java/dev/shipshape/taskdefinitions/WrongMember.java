package dev.shipshape.taskdefinitions;

import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;

/** A member of the JSON that is unknown, or of another type than it has to be. */
class WrongMember extends Problem {

    private static final long serialVersionUID = 1L;

    private final String path;

    private final String rule;

    WrongMember(String path, String rule, String place) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, place + path + " " + rule + ".", "", TaskDefinitionJson.FIELD, null,
                null, null, null);
        this.path = path;
        this.rule = rule;
    }

    /** The same, with its place in the text that was typed. */
    WrongMember at(String text) {
        return new WrongMember(this.path, this.rule, JsonPlaces.of(text, this.path));
    }

}
