/** What can be set of a cluster: its settings and its capacity providers. */
@NullMarked
package dev.shipshape.clusters.settings;

import org.jspecify.annotations.NullMarked;
