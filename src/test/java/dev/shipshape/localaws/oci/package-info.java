@NullMarked
package dev.shipshape.localaws.oci;

import org.jspecify.annotations.NullMarked;
