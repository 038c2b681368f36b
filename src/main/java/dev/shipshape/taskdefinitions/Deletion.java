package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.Map;

/**
 * What became of revisions that AWS was asked to delete.
 *
 * @param deleting the labels of those that AWS deletes now, such as {@code web:3}
 * @param refused why each of the others stays, by its ARN
 */
public record Deletion(List<String> deleting, Map<String, String> refused) {

    /** Why the others stay, in words; empty if there are none. */
    public String left() {
        return String.join("; ",
                this.refused.entrySet()
                    .stream()
                    .map((one) -> TaskDefinitionCalls.label(one.getKey()) + ": " + one.getValue())
                    .toList());
    }

}
