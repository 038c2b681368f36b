/** The account settings of ECS. */
@NullMarked
package dev.shipshape.localaws.ecs.settings;

import org.jspecify.annotations.NullMarked;
