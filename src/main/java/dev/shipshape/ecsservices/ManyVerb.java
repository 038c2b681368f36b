package dev.shipshape.ecsservices;

import dev.shipshape.aws.Connection;

/** What can be done to many services at once. */
enum ManyVerb {

    STOP("stops", "Stop", false) {
        @Override
        String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops) {
            stops.stop(connection, service);
            return "is stopped";
        }
    },
    START("starts", "Start", false) {
        @Override
        String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops) {
            int tasks = (service.desired() > 0) ? service.desired()
                    : Math.max(1, ServiceStops.before(service).desired());
            stops.start(connection, service, tasks);
            return "keeps " + tasks + " from now on";
        }
    },
    SCALE("scalings", "Scale", false) {
        @Override
        String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops) {
            services.scale(connection, service, count);
            return "keeps " + count + " from now on";
        }
    },
    DEPLOY("deployments", "Deploy anew", false) {
        @Override
        String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops) {
            services.deploy(connection, service, service.definition());
            return "replaces its tasks";
        }
    },
    DELETE("deletions", "Delete", true) {
        @Override
        String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops) {
            services.delete(connection, service);
            return "is being deleted";
        }
    };

    private final String path;

    private final String word;

    private final boolean danger;

    ManyVerb(String path, String word, boolean danger) {
        this.path = path;
        this.word = word;
        this.danger = danger;
    }

    /** Does it to one of them, and says what came of it. */
    abstract String to(Connection connection, Service service, int count, EcsServices services, ServiceStops stops);

    String path() {
        return this.path;
    }

    /** What its button says. */
    public String word() {
        return this.word;
    }

    /** Whether something is lost by it. */
    public boolean danger() {
        return this.danger;
    }

}
