@NullMarked
package dev.shipshape.localaws.iam;

import org.jspecify.annotations.NullMarked;
