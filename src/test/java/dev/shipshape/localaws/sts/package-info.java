@NullMarked
package dev.shipshape.localaws.sts;

import org.jspecify.annotations.NullMarked;
