/** Log groups and streams of CloudWatch Logs: made for containers, read line by line. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "audit", "audit::spi", "cost", "cleanup::spi" })
@NullMarked
package dev.shipshape.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
