/** The cluster query language, in which container instances are asked for. */
@NullMarked
package dev.shipshape.localaws.ecs.query;

import org.jspecify.annotations.NullMarked;
