/**
 * What people asked for and what stands because of it: the action log, the ledger,
 * settling of outcomes that are unknown, and the Activity page.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws" })
@NullMarked
package dev.shipshape.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
