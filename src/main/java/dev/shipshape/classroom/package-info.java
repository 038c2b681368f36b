/** The classroom: the page that explains ECS. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "cost" })
@NullMarked
package dev.shipshape.classroom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
