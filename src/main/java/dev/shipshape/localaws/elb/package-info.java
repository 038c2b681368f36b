/**
 * Elastic Load Balancing v2: load balancers, target groups, listeners, rules, kept. No
 * traffic is balanced here.
 */
@NullMarked
package dev.shipshape.localaws.elb;

import org.jspecify.annotations.NullMarked;
