/** Why a service is not steady, in plain words. */
@NullMarked
package dev.shipshape.ecsservices.steady;

import org.jspecify.annotations.NullMarked;
