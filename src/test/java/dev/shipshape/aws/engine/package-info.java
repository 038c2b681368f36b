@NullMarked
package dev.shipshape.aws.engine;

import org.jspecify.annotations.NullMarked;
