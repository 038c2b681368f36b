/**
 * Lifecycle policies: what they may say, what they would do, and that they are carried
 * out.
 */
@NullMarked
package dev.shipshape.localaws.ecr.lifecycle;

import org.jspecify.annotations.NullMarked;
