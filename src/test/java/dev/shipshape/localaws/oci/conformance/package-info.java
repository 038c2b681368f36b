/** One test for each requirement of the OCI Distribution specification 1.1. */
@NullMarked
package dev.shipshape.localaws.oci.conformance;

import org.jspecify.annotations.NullMarked;
