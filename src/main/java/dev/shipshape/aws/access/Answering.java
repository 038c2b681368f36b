package dev.shipshape.aws.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.shipshape.aws.CallListener;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/** Whether each connection answered when it was asked last, by whatever page. */
@Component
public class Answering implements CallListener {

    private final Map<String, Problem> down = new ConcurrentHashMap<>();

    Answering() {
    }

    @Override
    public void answered(Connection connection, String permission, long millis) {
        this.down.remove(connection.name());
    }

    @Override
    public void failed(Connection connection, String permission, Problem problem) {
        if (problem.status().is5xxServerError() && !isOfOneService(problem)) {
            this.down.put(connection.name(), problem);
        }
    }

    /** A service that answers with 500 is there. */
    private static boolean isOfOneService(Problem problem) {
        return problem.requestId() != null && problem.code() != null
                && problem.code().matches(".*(Server|Service|Internal).*");
    }

    /**
     * Why the connection did not answer the last call; empty if it did, or was not asked
     * yet.
     */
    public Optional<Problem> problem(Connection connection) {
        return Optional.ofNullable(this.down.get(connection.name()));
    }

}
