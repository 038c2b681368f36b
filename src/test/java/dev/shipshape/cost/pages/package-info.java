@NullMarked
package dev.shipshape.cost.pages;

import org.jspecify.annotations.NullMarked;
