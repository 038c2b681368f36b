package dev.shipshape.registry.scans;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageDeletions;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageScanFindings;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;

/** Reads what scans found, and asks for scans. */
@Component
public class Scans {

    /** DescribeImageScanFindings answers with up to 1,000 a page (ECR API reference). */
    private static final int A_PAGE = 1_000;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    Scans(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** The last scan of an image with all its findings; may be two seconds old. */
    public Scan of(Connection connection, Repository repository, String digest) {
        return this.reads.shared(connection, "scan " + repository.name() + "@" + digest,
                () -> read(connection, repository, digest));
    }

    private Scan read(Connection connection, Repository repository, String digest) {
        DescribeImageScanFindingsRequest request = DescribeImageScanFindingsRequest.builder()
            .repositoryName(repository.name())
            .imageId(ImageIdentifier.builder().imageDigest(digest).build())
            .maxResults(A_PAGE)
            .build();
        List<Finding> findings = new ArrayList<>();
        Scan scan = Scan.NONE;
        try {
            for (DescribeImageScanFindingsResponse page : this.clients.ecr(connection)
                .describeImageScanFindingsPaginator(request)) {
                ImageScanFindings told = page.imageScanFindings();
                String description = page.imageScanStatus().description();
                scan = new Scan(page.imageScanStatus().statusAsString(), (description != null) ? description : "",
                        (told != null) ? told.imageScanCompletedAt() : null,
                        (told != null) ? told.vulnerabilitySourceUpdatedAt() : null, findings);
                if (told != null) {
                    told.findings().stream().map(Finding::of).forEach(findings::add);
                    told.enhancedFindings().stream().map(Finding::of).forEach(findings::add);
                }
            }
        }
        catch (ScanNotFoundException ex) {
            return Scan.NONE;
        }
        return scan.sorted();
    }

    /**
     * Asks for a scan of an image.
     * @throws Problem if AWS refuses, such as for a second scan within a day
     */
    void start(Connection connection, Repository repository, String digest) {
        StartImageScanRequest request = StartImageScanRequest.builder()
            .repositoryName(repository.name())
            .imageId(ImageIdentifier.builder().imageDigest(digest).build())
            .build();
        Change change = Change
            .of(connection, Verb.UPDATE, ImageDeletions.KIND, repository.shortName() + "@" + Image.brief(digest))
            .in(repository.name())
            .on(ImageDeletions.arn(repository.arn(), digest));
        try {
            this.actions.run(change.by(request), () -> {
                this.clients.ecr(connection).startImageScan(request);
                return Outcome.of(digest).note("A scan was asked for.");
            });
        }
        catch (Problem problem) {
            throw explained(problem);
        }
    }

    private static Problem explained(Problem problem) {
        String code = String.valueOf(problem.code());
        String advice = switch (code) {
            case "LimitExceededException" ->
                "AWS scans an image on demand once in 24 hours. What the last scan found stays here.";
            case "UnsupportedImageTypeException" ->
                "Only images for a platform can be scanned: of an index scan its parts.";
            case "ValidationException" -> "With enhanced scanning Amazon Inspector scans by itself.";
            default -> "";
        };
        return advice.isEmpty() ? problem : new Problem(HttpStatus.UNPROCESSABLE_CONTENT, problem.what(), advice, null,
                code, problem.requestId(), problem.original(), problem.getCause());
    }

}
