/**
 * The form that registers a task definition, and the JSON of the same, either way round.
 * What the form shows is text for members of the JSON; a member is written only where its
 * text was changed, so that nothing is lost that the form does not show.
 */
@NullMarked
package dev.shipshape.taskdefinitions.form;

import org.jspecify.annotations.NullMarked;
