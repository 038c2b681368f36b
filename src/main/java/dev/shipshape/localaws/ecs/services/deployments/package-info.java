/** The deployments of services: what is rolled out, how it went, and what went before. */
@NullMarked
package dev.shipshape.localaws.ecs.services.deployments;

import org.jspecify.annotations.NullMarked;
