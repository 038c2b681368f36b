/** ECR repositories and images: list, create, push the samples, delete. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "search::spi", "aws", "audit", "audit::spi", "cost",
        "cleanup::spi" })
@NullMarked
package dev.shipshape.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
