/** Scans of images: their findings are simulated, and say so. */
@NullMarked
package dev.shipshape.localaws.ecr.scans;

import org.jspecify.annotations.NullMarked;
