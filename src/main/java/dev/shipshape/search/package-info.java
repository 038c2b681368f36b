/**
 * Finds anything on any connection by part of its name, and leads to what can be done
 * with it.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws" })
@NullMarked
package dev.shipshape.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
