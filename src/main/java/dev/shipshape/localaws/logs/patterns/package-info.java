/** The filter patterns of CloudWatch Logs: terms, JSON, columns, regular expressions. */
@NullMarked
package dev.shipshape.localaws.logs.patterns;

import org.jspecify.annotations.NullMarked;
