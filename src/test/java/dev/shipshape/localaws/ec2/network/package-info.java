@NullMarked
package dev.shipshape.localaws.ec2.network;

import org.jspecify.annotations.NullMarked;
