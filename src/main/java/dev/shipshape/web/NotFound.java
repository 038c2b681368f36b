package dev.shipshape.web;

import org.springframework.http.HttpStatus;

/** There is no such thing: a page with status 404 that says which thing of which kind. */
public class NotFound extends Problem {

    private static final long serialVersionUID = 1L;

    /**
     * Nothing has this name.
     * @param kind the kind of thing in a person's words, such as {@code cluster}
     * @param name the name that was looked for
     */
    public NotFound(String kind, String name) {
        super(HttpStatus.NOT_FOUND, "There is no " + kind + " “" + name + "” here.",
                "It may have been deleted, or stands on another connection.");
    }

}
