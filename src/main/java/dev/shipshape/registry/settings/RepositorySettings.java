package dev.shipshape.registry.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.OwnTags;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;

/** Reads and changes the settings of repositories. */
@Component
class RepositorySettings {

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Repositories repositories;

    RepositorySettings(AwsClients clients, SharedReads reads, ActionLog actions, Repositories repositories) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.repositories = repositories;
    }

    /** Who may do what with a repository, if it has a policy; may be two seconds old. */
    Optional<String> policy(Connection connection, Repository repository) {
        return this.reads.shared(connection, "repository policy " + repository.name(), () -> {
            try {
                return Optional.of(this.clients.ecr(connection)
                    .getRepositoryPolicy((request) -> request.repositoryName(repository.name()))
                    .policyText());
            }
            catch (RepositoryPolicyNotFoundException ex) {
                return Optional.<String>empty();
            }
        });
    }

    /** What the whole registry says of scans; may be two seconds old. */
    RegistryScanning registryScanning(Connection connection) {
        return this.reads.shared(connection, "registry scanning", () -> {
            RegistryScanningConfiguration told = this.clients.ecr(connection)
                .getRegistryScanningConfiguration((request) -> {
                })
                .scanningConfiguration();
            return new RegistryScanning("ENHANCED".equals(told.scanTypeAsString()),
                    told.rules()
                        .stream()
                        .flatMap((rule) -> rule.repositoryFilters()
                            .stream()
                            .map((filter) -> rule.scanFrequencyAsString() + " " + filter.filter()))
                        .toList());
        });
    }

    /**
     * Sets whether tags stay with their images.
     * @throws Problem if AWS refuses
     */
    void keepTags(Connection connection, Repository repository, MutabilityForm form) {
        PutImageTagMutabilityRequest.Builder request = PutImageTagMutabilityRequest.builder()
            .repositoryName(repository.name())
            .imageTagMutability(form.mutability());
        List<ImageTagMutabilityExclusionFilter> filters = form.filters();
        if (!filters.isEmpty()) {
            request.imageTagMutabilityExclusionFilters(filters);
        }
        PutImageTagMutabilityRequest built = request.build();
        change(connection, repository, built, "Tags are " + form.mutability() + " now.",
                () -> this.clients.ecr(connection).putImageTagMutability(built));
    }

    /** Sets whether images are scanned when they are pushed. */
    void scanOnPush(Connection connection, Repository repository, boolean scan) {
        PutImageScanningConfigurationRequest request = PutImageScanningConfigurationRequest.builder()
            .repositoryName(repository.name())
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(scan))
            .build();
        change(connection, repository, request, scan ? "Images are scanned on push." : "Images are scanned by hand.",
                () -> this.clients.ecr(connection).putImageScanningConfiguration(request));
    }

    /**
     * Sets the policy of a repository.
     * @param force whether a policy may forbid to set another one
     */
    void setPolicy(Connection connection, Repository repository, String text, boolean force) {
        SetRepositoryPolicyRequest.Builder request = SetRepositoryPolicyRequest.builder()
            .repositoryName(repository.name())
            .policyText(text);
        if (force) {
            request.force(true);
        }
        SetRepositoryPolicyRequest built = request.build();
        change(connection, repository, built, "The repository's policy was set.",
                () -> this.clients.ecr(connection).setRepositoryPolicy(built));
    }

    /** Deletes the policy of a repository; that it is gone already is no problem. */
    void deletePolicy(Connection connection, Repository repository) {
        DeleteRepositoryPolicyRequest request = DeleteRepositoryPolicyRequest.builder()
            .repositoryName(repository.name())
            .build();
        change(connection, repository, request, "The repository's policy was deleted.", () -> {
            try {
                this.clients.ecr(connection).deleteRepositoryPolicy(request);
            }
            catch (RepositoryPolicyNotFoundException ex) {
                return; // what was asked for is so
            }
        });
    }

    /**
     * Makes the AWS tags of a repository what is given: those that are missing go. Each
     * of the two calls is an action of its own.
     */
    void setTags(Connection connection, Repository repository, Map<String, String> wanted) {
        Map<String, String> present = this.repositories.tagsNow(connection, repository);
        List<Tag> changed = wanted.entrySet()
            .stream()
            .filter((tag) -> !tag.getValue().equals(present.get(tag.getKey())))
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        List<String> gone = present.keySet()
            .stream()
            .filter((key) -> !wanted.containsKey(key) && OwnTags.isOwn(key))
            .toList();
        List<String> commands = new ArrayList<>();
        if (!changed.isEmpty()) {
            TagResourceRequest request = TagResourceRequest.builder()
                .resourceArn(repository.arn())
                .tags(changed)
                .build();
            rehearsed(commands, () -> change(connection, repository, request, "AWS tags were set.",
                    () -> this.clients.ecr(connection).tagResource(request)));
        }
        if (!gone.isEmpty()) {
            UntagResourceRequest request = UntagResourceRequest.builder()
                .resourceArn(repository.arn())
                .tagKeys(gone)
                .build();
            rehearsed(commands, () -> change(connection, repository, request, "AWS tags were taken off.",
                    () -> this.clients.ecr(connection).untagResource(request)));
        }
        if (!commands.isEmpty()) {
            throw new Rehearsed(commands);
        }
    }

    private static void rehearsed(List<String> commands, Runnable change) {
        try {
            change.run();
        }
        catch (Rehearsed rehearsed) {
            commands.addAll(rehearsed.commands());
        }
    }

    private void change(Connection connection, Repository repository, AwsRequest request, String note, Runnable call) {
        Change change = Change.of(connection, Verb.UPDATE, Repositories.KIND, repository.name()).on(repository.arn());
        this.actions.run(change.by(request), () -> {
            call.run();
            return Outcome.of(repository.name()).note(note);
        });
    }

    /**
     * How the registry scans.
     *
     * @param enhanced whether Amazon Inspector does
     * @param rules its rules, such as {@code SCAN_ON_PUSH prod/*}
     */
    record RegistryScanning(boolean enhanced, List<String> rules) {
    }

}
