/** EC2's security groups and their rules. */
@NullMarked
package dev.shipshape.localaws.ec2.groups;

import org.jspecify.annotations.NullMarked;
