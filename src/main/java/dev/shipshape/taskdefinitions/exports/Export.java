package dev.shipshape.taskdefinitions.exports;

import java.util.List;

import dev.shipshape.taskdefinitions.carry.Lost;

/**
 * A revision in one notation. It may hold values of variables, so it must not be logged.
 *
 * @param format the last part of its address
 * @param words what it is for
 * @param file the name of its file
 * @param type the media type of its file
 * @param text what stands in it
 * @param lost what it does not say, or says in another way
 * @param hidden whether values of variables are left out of it
 */
public record Export(String format, String words, String file, String type, String text, List<Lost> lost,
        boolean hidden) {

    /** Without what is written, which may be secret. */
    @Override
    public String toString() {
        return "export " + this.file;
    }

}
