/** Images and layers, as ECR's API lists, gives, takes and deletes them. */
@NullMarked
package dev.shipshape.localaws.ecr.images;

import org.jspecify.annotations.NullMarked;
