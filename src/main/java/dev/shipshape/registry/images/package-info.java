/** The images of a repository: the list as a tree, one image, its tags, deletions. */
@NullMarked
package dev.shipshape.registry.images;

import org.jspecify.annotations.NullMarked;
