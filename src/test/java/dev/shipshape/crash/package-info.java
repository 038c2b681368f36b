/** Tests of the whole process: how it starts, and that killing it loses nothing. */
@org.jspecify.annotations.NullMarked
package dev.shipshape.crash;
