@NullMarked
package dev.shipshape.localaws.ecs;

import org.jspecify.annotations.NullMarked;
