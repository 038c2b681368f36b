/**
 * What the registry holds: layers as files by their digest; repositories, manifests and
 * tags in the endpoint's store. Both the data plane and ECR's API stand on it.
 */
@NullMarked
package dev.shipshape.localaws.oci.content;

import org.jspecify.annotations.NullMarked;
