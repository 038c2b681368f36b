/**
 * Style sheets, scripts and libraries: addresses that carry a version, kept for a year.
 */
@NullMarked
package dev.shipshape.web.assets;

import org.jspecify.annotations.NullMarked;
