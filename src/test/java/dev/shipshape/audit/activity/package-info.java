@NullMarked
package dev.shipshape.audit.activity;

import org.jspecify.annotations.NullMarked;
