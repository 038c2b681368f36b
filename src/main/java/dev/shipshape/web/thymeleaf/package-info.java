/** What templates are given: the expression object {@code #kit} and {@code kit:live}. */
@NullMarked
package dev.shipshape.web.thymeleaf;

import org.jspecify.annotations.NullMarked;
