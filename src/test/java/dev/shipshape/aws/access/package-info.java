@NullMarked
package dev.shipshape.aws.access;

import org.jspecify.annotations.NullMarked;
