/** AWS IAM: roles, policies and instance profiles. */
@NullMarked
package dev.shipshape.localaws.iam;

import org.jspecify.annotations.NullMarked;
