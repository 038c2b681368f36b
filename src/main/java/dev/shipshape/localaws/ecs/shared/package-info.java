/** What every part of ECS works with: its tables, names, pages, tags and refusals. */
@NullMarked
package dev.shipshape.localaws.ecs.shared;

import org.jspecify.annotations.NullMarked;
