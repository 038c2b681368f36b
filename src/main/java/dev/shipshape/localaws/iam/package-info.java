/** AWS IAM: roles and the managed policies attached to them. */
@NullMarked
package dev.shipshape.localaws.iam;

import org.jspecify.annotations.NullMarked;
