/**
 * Task definitions: families and their revisions, the form and the JSON that make them,
 * and the roles that they name.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "search::spi", "aws", "audit", "audit::spi", "cost",
        "cleanup::spi", "registry", "registry::spi", "logs" })
@NullMarked
package dev.shipshape.taskdefinitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
