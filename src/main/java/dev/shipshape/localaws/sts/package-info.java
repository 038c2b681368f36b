/** AWS STS: who the caller is, and roles to assume. */
@NullMarked
package dev.shipshape.localaws.sts;

import org.jspecify.annotations.NullMarked;
