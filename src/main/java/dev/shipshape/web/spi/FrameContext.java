package dev.shipshape.web.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a page's frame is made for.
 *
 * @param connection the connection in the page's address, else the session's last one;
 * null where neither is known yet
 * @param path the page's path, such as {@code /sandbox/clusters}
 */
public record FrameContext(@Nullable String connection, String path) {
}
