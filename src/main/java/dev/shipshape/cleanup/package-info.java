/** Clean-up: plans, runs, receipts, and the page of all that awaits it. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "audit", "audit::spi", "accounts", "cost" })
@NullMarked
package dev.shipshape.cleanup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
