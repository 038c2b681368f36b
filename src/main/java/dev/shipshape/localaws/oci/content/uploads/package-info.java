/** Blobs on their way in: growing files that outlive a restart. */
@NullMarked
package dev.shipshape.localaws.oci.content.uploads;

import org.jspecify.annotations.NullMarked;
