package dev.shipshape.aws;

import java.util.concurrent.ThreadFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Threads of the console that keep no process from ending. */
public final class Daemons {

    private Daemons() {
    }

    /**
     * Makes them for a pool.
     * @param name what they do; a number follows it
     */
    public static ThreadFactory named(String name) {
        CustomizableThreadFactory threads = new CustomizableThreadFactory(name + "-");
        threads.setDaemon(true);
        return threads;
    }

}
