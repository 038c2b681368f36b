/** What things cost: the price list, and the price of anything billable. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws" })
@NullMarked
package dev.shipshape.cost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
