/**
 * The image registry's data plane, OCI Distribution 1.1 under {@code /v2/}: what is
 * pushed is kept, for real, on disk.
 */
@NullMarked
package dev.shipshape.localaws.oci;

import org.jspecify.annotations.NullMarked;
