/** Lifecycle policies: their rules as a form and as JSON, and AWS's preview of them. */
@NullMarked
package dev.shipshape.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
