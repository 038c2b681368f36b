/** Clusters: list, create, look into, delete. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "search::spi", "aws", "audit", "audit::spi", "cost",
        "cleanup::spi" })
@NullMarked
package dev.shipshape.clusters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
