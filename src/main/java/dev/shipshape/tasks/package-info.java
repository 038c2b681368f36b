/** Tasks: run, watch, explain, stop. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "search::spi", "aws", "audit", "audit::spi", "cost",
        "cleanup::spi", "logs", "logs::view", "registry::spi", "taskdefinitions", "taskdefinitions::spi", "clusters",
        "clusters::infrastructure", "network", "ecsservices", "ecsservices::spi", "ecsservices::launch" })
@NullMarked
package dev.shipshape.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
