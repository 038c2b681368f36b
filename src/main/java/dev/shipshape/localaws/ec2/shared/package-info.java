/**
 * What every part of EC2 works with: its kinds of things, ids, filters, tags and
 * refusals.
 */
@NullMarked
package dev.shipshape.localaws.ec2.shared;

import org.jspecify.annotations.NullMarked;
