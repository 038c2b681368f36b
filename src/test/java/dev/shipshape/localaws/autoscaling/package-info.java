@NullMarked
package dev.shipshape.localaws.autoscaling;

import org.jspecify.annotations.NullMarked;
