@NullMarked
package dev.shipshape.cleanup.plans;

import org.jspecify.annotations.NullMarked;
