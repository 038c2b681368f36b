package dev.shipshape.aws;

import java.util.List;

import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * What ECS answers with HTTP 200 and {@code failures[]}. MISSING means that there is no
 * such thing; with any other reason nothing was told, and nothing may be concluded.
 */
public final class EcsFailures {

    private EcsFailures() {
    }

    /**
     * Checks that ECS told all that it was asked for.
     * @param failures the failures of a Describe operation
     * @throws Problem if one of them is for another reason than that there is none
     */
    public static void check(List<Failure> failures) {
        for (Failure failure : failures) {
            if (!"MISSING".equals(failure.reason())) {
                String arn = String.valueOf(failure.arn());
                String why = failure.reason() + ((failure.detail() != null) ? ", " + failure.detail() : "");
                throw new Problem(HttpStatus.BAD_GATEWAY,
                        "AWS told nothing about " + arn.substring(arn.lastIndexOf('/') + 1) + ": " + why + ".",
                        "Try again in a minute.", null, failure.reason(), null, why, null);
            }
        }
    }

}
