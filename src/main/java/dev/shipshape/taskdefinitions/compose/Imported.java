package dev.shipshape.taskdefinitions.compose;

import java.util.List;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.Lost;

/**
 * A task definition that was read from something else.
 *
 * @param definition what could be carried over
 * @param lost what could not, or not in the same way
 */
public record Imported(TaskDefinitionJson definition, List<Lost> lost) {
}
