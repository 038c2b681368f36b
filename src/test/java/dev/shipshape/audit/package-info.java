@NullMarked
package dev.shipshape.audit;

import org.jspecify.annotations.NullMarked;
