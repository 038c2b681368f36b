/**
 * People: who may sign in, what each may do, and the chain of filters that sees to it.
 */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "audit", "audit::spi" })
@NullMarked
package dev.shipshape.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
