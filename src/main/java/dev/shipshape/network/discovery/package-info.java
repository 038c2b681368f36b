/** Cloud Map: the services and namespaces that ECS services are found by. */
@NullMarked
package dev.shipshape.network.discovery;

import org.jspecify.annotations.NullMarked;
