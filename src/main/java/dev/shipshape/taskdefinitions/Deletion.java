package dev.shipshape.taskdefinitions;

import java.util.List;

/**
 * What became of revisions that AWS was asked to delete.
 *
 * @param deleting the labels of those that AWS deletes now, such as {@code web:3}
 * @param refused why each of the others stays, such as {@code web:4: …}
 */
public record Deletion(List<String> deleting, List<String> refused) {
}
