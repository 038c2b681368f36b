package dev.shipshape.localaws.engine;

/** What may go wrong with tasks because someone asked for it, as a fault. */
public interface Disturbances {

    /** Whether there is no capacity for the tasks that a service wants to start. */
    boolean isShortForServices();

    /** Whether the pull that begins now never ends. */
    boolean pullHangs();

    /** Nothing goes wrong. */
    static Disturbances none() {
        return new Disturbances() {

            @Override
            public boolean isShortForServices() {
                return false;
            }

            @Override
            public boolean pullHangs() {
                return false;
            }

        };
    }

}
