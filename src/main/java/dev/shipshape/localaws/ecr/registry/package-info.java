/** What is set for a region's registry as a whole. */
@NullMarked
package dev.shipshape.localaws.ecr.registry;

import org.jspecify.annotations.NullMarked;
