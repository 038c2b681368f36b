/** ECS services: list, create, deploy, scale, delete. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "search::spi", "aws", "audit", "audit::spi", "cost",
        "cleanup::spi", "taskdefinitions", "taskdefinitions::spi", "clusters", "clusters::infrastructure",
        "clusters::tags", "network" })
@NullMarked
package dev.shipshape.ecsservices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
