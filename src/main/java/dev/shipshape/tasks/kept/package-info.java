/**
 * Stopped tasks, kept beyond the hour for which AWS shows them: what was seen of them
 * while somebody, or Shipshape itself, looked.
 */
@NullMarked
package dev.shipshape.tasks.kept;

import org.jspecify.annotations.NullMarked;
