/** ECR repositories and images: list, create, push the samples, delete. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.shipshape.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
