/** A revision in other notations, for use elsewhere, with what is lost there named. */
@NullMarked
package dev.shipshape.taskdefinitions.exports;

import org.jspecify.annotations.NullMarked;
