/** What a service can be told besides its name, its task definition and its count. */
@NullMarked
package dev.shipshape.ecsservices.options;

import org.jspecify.annotations.NullMarked;
