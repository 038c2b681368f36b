package dev.shipshape.ecsservices.options;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import dev.shipshape.ecsservices.Service;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * All of a service that can be changed while it stands.
 *
 * @param taskDefinition the revision, such as {@code web:3}
 * @param count how many tasks it keeps; empty for a DAEMON
 * @param subnets the subnets' ids
 * @param securityGroups the security groups' ids
 * @param publicAddress whether each task gets a public address
 * @param options what else
 * @param force whether its tasks are replaced though nothing asks for it
 */
record EditForm(String taskDefinition, String count, List<String> subnets, List<String> securityGroups,
        Boolean publicAddress, OptionsForm options, Boolean force) {

    EditForm(@Nullable String taskDefinition, @Nullable String count, @Nullable List<String> subnets,
            @Nullable List<String> securityGroups, @Nullable Boolean publicAddress, @Nullable OptionsForm options,
            @Nullable Boolean force) {
        this.taskDefinition = Objects.requireNonNullElse(taskDefinition, "").strip();
        this.count = Objects.requireNonNullElse(count, "").strip();
        this.subnets = (subnets != null) ? List.copyOf(subnets) : List.of();
        this.securityGroups = (securityGroups != null) ? List.copyOf(securityGroups) : List.of();
        this.publicAddress = Boolean.TRUE.equals(publicAddress);
        this.options = Objects.requireNonNullElseGet(options, OptionsForm::usual).shown();
        this.force = Boolean.TRUE.equals(force);
    }

    static EditForm of(Service service) {
        NetworkChoice network = Objects.requireNonNullElse(service.network(),
                new NetworkChoice(List.of(), List.of(), false));
        return new EditForm(service.definition(), service.daemon() ? "" : String.valueOf(service.desired()),
                network.subnets(), network.securityGroups(), network.publicAddress(), OptionsForm.of(service.options()),
                false);
    }

    NetworkChoice network() {
        return new NetworkChoice(this.subnets, this.securityGroups, this.publicAddress);
    }

    /** Whether its tasks would be placed elsewhere. */
    boolean moves(Service service) {
        NetworkChoice now = service.network();
        return now != null && !(new HashSet<>(now.subnets()).equals(new HashSet<>(this.subnets))
                && new HashSet<>(now.securityGroups()).equals(new HashSet<>(this.securityGroups))
                && now.publicAddress() == this.publicAddress);
    }

    /**
     * Only what is another now.
     * @param told what AWS says of the service
     * @throws Problem about the field that is wrong, or if nothing is another
     */
    UpdateServiceRequest request(Service service, software.amazon.awssdk.services.ecs.model.Service told) {
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
            .cluster(service.cluster())
            .service(service.name());
        UpdateServiceRequest nothing = request.build();
        if (!this.taskDefinition.isEmpty() && !this.taskDefinition.equals(service.definition())) {
            request.taskDefinition(this.taskDefinition);
        }
        if (!service.daemon() && number() != service.desired()) {
            request.desiredCount(number());
        }
        if (moves(service)) {
            request.networkConfiguration(network().toAws());
        }
        new Options(this.options).tell(request, told);
        if (this.force) {
            request.forceNewDeployment(true);
        }
        UpdateServiceRequest asked = request.build();
        if (asked.equals(nothing)) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing is another than it was.",
                    "Change something, or tick that its tasks are to be replaced all the same.");
        }
        return asked;
    }

    private int number() {
        if (!this.count.matches("\\d{1,4}") || Integer.parseInt(this.count) > 5000) {
            throw Problem.ofField("count", "A service keeps 0 to 5000 tasks.");
        }
        return Integer.parseInt(this.count);
    }

}
