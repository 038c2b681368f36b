/** Where tasks get their network: VPCs, subnets, security groups, addresses. */
@ApplicationModule(allowedDependencies = { "web", "web::spi", "aws", "audit", "audit::spi", "cost", "cleanup::spi" })
@NullMarked
package dev.shipshape.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
