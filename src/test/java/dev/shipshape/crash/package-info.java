/** Tests that kill the process. */
@org.jspecify.annotations.NullMarked
package dev.shipshape.crash;
