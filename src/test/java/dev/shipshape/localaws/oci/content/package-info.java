@NullMarked
package dev.shipshape.localaws.oci.content;

import org.jspecify.annotations.NullMarked;
