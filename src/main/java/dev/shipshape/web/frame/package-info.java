/** The frame around every page: what stands in it, who sees it, light or dark. */
@NullMarked
package dev.shipshape.web.frame;

import org.jspecify.annotations.NullMarked;
