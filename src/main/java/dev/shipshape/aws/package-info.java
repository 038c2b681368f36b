/**
 * Connections to AWS: which there are, the one place that builds clients, reads shared by
 * all viewers, AWS's errors in plain words, the equivalent command.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi" })
@NullMarked
package dev.shipshape.aws;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
