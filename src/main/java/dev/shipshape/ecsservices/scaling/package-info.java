/** What scales services by itself: Application Auto Scaling. */
@NullMarked
package dev.shipshape.ecsservices.scaling;

import org.jspecify.annotations.NullMarked;
