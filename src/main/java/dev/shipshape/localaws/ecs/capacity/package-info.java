/** Capacity providers of an account's own: Auto Scaling groups and managed instances. */
@NullMarked
package dev.shipshape.localaws.ecs.capacity;

import org.jspecify.annotations.NullMarked;
