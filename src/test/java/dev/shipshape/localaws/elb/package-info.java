/** Elastic Load Balancing, asked by the SDK. */
@NullMarked
package dev.shipshape.localaws.elb;

import org.jspecify.annotations.NullMarked;
