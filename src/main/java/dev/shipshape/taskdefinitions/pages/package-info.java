/** The pages of families and revisions: lists, one revision, its JSON, its removal. */
@NullMarked
package dev.shipshape.taskdefinitions.pages;

import org.jspecify.annotations.NullMarked;
