/**
 * AWS Cloud Map: namespaces, services and their instances, kept and found again by
 * DiscoverInstances. There is no DNS here.
 */
@NullMarked
package dev.shipshape.localaws.servicediscovery;

import org.jspecify.annotations.NullMarked;
