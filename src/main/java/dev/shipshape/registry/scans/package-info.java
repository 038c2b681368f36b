/** Scans of images for known vulnerabilities, and what they found. */
@NullMarked
package dev.shipshape.registry.scans;

import org.jspecify.annotations.NullMarked;
