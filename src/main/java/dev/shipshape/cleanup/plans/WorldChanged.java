package dev.shipshape.cleanup.plans;

import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;

/**
 * What a plan would do is not what was shown any more. The plan has been frozen anew and
 * says what changed.
 */
class WorldChanged extends Problem {

    private static final long serialVersionUID = 1L;

    WorldChanged() {
        super(HttpStatus.CONFLICT, "Something has changed since this plan was made, so nothing was done.",
                "Look at what changed, and confirm the plan as it is now.");
    }

}
