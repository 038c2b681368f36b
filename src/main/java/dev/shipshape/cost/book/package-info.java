/** The prices that are known: those of the project's table, and those that AWS told. */
@NullMarked
package dev.shipshape.cost.book;

import org.jspecify.annotations.NullMarked;
