/**
 * The first page: what stands, runs and costs, and the hands-on as a list that ticks
 * itself.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "audit", "audit::spi", "cost", "clusters",
        "registry", "taskdefinitions", "ecsservices", "tasks" })
@NullMarked
package dev.shipshape.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
