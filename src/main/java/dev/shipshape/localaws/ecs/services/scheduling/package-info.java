/** What keeps the tasks of services: starts what lacks, stops what is too much. */
@NullMarked
package dev.shipshape.localaws.ecs.services.scheduling;

import org.jspecify.annotations.NullMarked;
