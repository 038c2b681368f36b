@NullMarked
package dev.shipshape.clusters.settings;

import org.jspecify.annotations.NullMarked;
