/** What tells two images of a repository apart. */
@NullMarked
package dev.shipshape.registry.comparison;

import org.jspecify.annotations.NullMarked;
