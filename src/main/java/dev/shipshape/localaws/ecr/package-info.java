/** Amazon ECR's API (version 2015-09-21) over the registry's content. */
@NullMarked
package dev.shipshape.localaws.ecr;

import org.jspecify.annotations.NullMarked;
