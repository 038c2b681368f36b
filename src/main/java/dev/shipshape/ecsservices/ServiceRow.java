package dev.shipshape.ecsservices;

import java.util.Comparator;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Status;

/**
 * A service in a list.
 *
 * @param name its name
 * @param cluster its cluster's name
 * @param arn AWS's name of it
 * @param page its page's address
 * @param status its state
 * @param definition the revision that it wants, such as {@code web:3}
 * @param launch what its tasks run on
 * @param desired how many tasks it wants
 * @param running how many run
 * @param pending how many are on the way up
 */
record ServiceRow(String name, String cluster, String arn, String page, Status status, String definition, String launch,
        int desired, int running, int pending) {

    static ServiceRow of(Connection connection, Service service) {
        return new ServiceRow(service.name(), service.cluster(), service.arn(), service.page(connection),
                service.state(), service.definition(), service.launch().word(), service.desired(), service.running(),
                service.pending());
    }

    static final Map<String, Comparator<ServiceRow>> ORDERS = Map.of("name", Comparator.comparing(ServiceRow::name),
            "cluster", Comparator.comparing(ServiceRow::cluster), "state",
            Comparator.comparing((row) -> row.status().word()), "definition",
            Comparator.comparing(ServiceRow::definition), "launch", Comparator.comparing(ServiceRow::launch), "desired",
            Comparator.comparing(ServiceRow::desired), "running", Comparator.comparing(ServiceRow::running));

    /** What stands for it where several are ticked. */
    public String id() {
        return this.cluster + "/" + this.name;
    }

    /** What a filter looks at. */
    Map<String, String> facts() {
        return Map.of("name", this.name, "cluster", this.cluster, "state", this.status.word(), "family",
                this.definition, "launch", this.launch);
    }

}
