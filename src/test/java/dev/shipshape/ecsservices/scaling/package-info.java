@NullMarked
package dev.shipshape.ecsservices.scaling;

import org.jspecify.annotations.NullMarked;
