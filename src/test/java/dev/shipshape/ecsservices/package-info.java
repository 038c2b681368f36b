@NullMarked
package dev.shipshape.ecsservices;

import org.jspecify.annotations.NullMarked;
