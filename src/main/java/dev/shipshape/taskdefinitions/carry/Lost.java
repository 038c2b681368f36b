package dev.shipshape.taskdefinitions.carry;

/**
 * Something that one notation says and the other cannot, or not in the same way.
 *
 * @param path where it stands, such as {@code services.web.build}
 * @param why why it was not carried over, or what became of it, a sentence
 */
public record Lost(String path, String why) {
}
